import { latin1 } from '../bytes/byte-view.ts';
import { armored } from '../bytes/pem.ts';
import type { CertificateChain, ChainCertificate } from '../model/certificate.ts';
import type { TrustLists } from '../model/trust.ts';
import { certificateFacts } from './certificate-facts.ts';
import type { SigningChain } from './signing-chain.ts';

/**
 * What the certificates of a chain say, and which of the lists have them.
 * @param lists as they are kept: blocks of `armored` and nothing else.
 */
export async function describeChain(
  { certificates, others }: SigningChain,
  lists: TrustLists,
): Promise<CertificateChain> {
  return { certificates: await Promise.all(certificates.map((each) => describe(each, lists))), others };
}

async function describe(der: Uint8Array, lists: TrustLists): Promise<ChainCertificate> {
  const pem = armored(btoa(latin1(der)));
  const has = (text: string | null) => text !== null && text.includes(pem);
  return {
    ...certificateFacts(der),
    fingerprint: await fingerprintOf(der),
    pem,
    lists: lists
      .filter(({ anchorsPem, allowedPem }) => has(anchorsPem) || has(allowedPem))
      .map(({ kind, name }) => ({ kind, name })),
  };
}

async function fingerprintOf(der: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(der));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
