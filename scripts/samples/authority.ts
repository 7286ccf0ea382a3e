import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

/** A private key and the certificates that lead from it up to its root, as PEM text. */
export interface Credential {
  readonly chain: string;
  readonly key: string;
}

/** A root of our own making, and the signers it vouches for. */
export interface Authority {
  /** The root alone: what a trust list holds. */
  readonly root: string;
  issue(subject: Subject): Promise<Credential>;
}

export interface Subject {
  readonly organization: string;
  readonly name: string;
  readonly from: Date;
  readonly until: Date;
}

/** id-kp-emailProtection: the key usage C2PA signers' certificates have carried since the first lists (C2PA 2.2 §14.5.1.1). */
const SIGNER_USAGE = '1.3.6.1.5.5.7.3.4';
const KEY = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** Makes a new root. Nothing about it lasts: each making of the samples has its own. */
export async function createAuthority(organization: string): Promise<Authority> {
  const keys = await generateKeys();
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...serialAndDates(new Date('2020-01-01'), new Date('2060-01-01')),
    name: distinguishedName(organization, `${organization} Root`),
    signingAlgorithm: SIGNATURE,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return {
    root: root.toString('pem'),
    issue: (subject) => issue(subject, root, keys),
  };
}

async function issue(subject: Subject, root: x509.X509Certificate, rootKeys: CryptoKeyPair): Promise<Credential> {
  const keys = await generateKeys();
  const leaf = await x509.X509CertificateGenerator.create({
    ...serialAndDates(subject.from, subject.until),
    subject: distinguishedName(subject.organization, subject.name),
    issuer: root.subject,
    signingKey: rootKeys.privateKey,
    signingAlgorithm: SIGNATURE,
    publicKey: keys.publicKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([SIGNER_USAGE]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(rootKeys.publicKey),
    ],
  });
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    chain: `${leaf.toString('pem')}\n${root.toString('pem')}\n`,
    key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'),
  };
}

function generateKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(KEY, true, ['sign', 'verify']);
}

function serialAndDates(notBefore: Date, notAfter: Date) {
  const serial = crypto.getRandomValues(new Uint8Array(12));
  serial[0] = (serial[0] ?? 0) & 0x7f; // positive
  return { serialNumber: Buffer.from(serial).toString('hex'), notBefore, notAfter };
}

function distinguishedName(organization: string, commonName: string): string {
  return new x509.Name([{ C: ['XX'] }, { O: [organization] }, { CN: [commonName] }]).toString();
}
