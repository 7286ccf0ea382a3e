import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { memorySource } from '../../lib/bytes/source.ts';
import { armored } from '../../lib/bytes/pem.ts';
import { describeChain } from '../../lib/decoders/certificate-chain.ts';
import { MAX_CERTIFICATE_BYTES, signingChain } from '../../lib/decoders/signing-chain.ts';
import { manifestStores } from '../../lib/evidence/manifest-stores.ts';
import { createAuthority, type Credential } from '../../scripts/samples/authority.ts';
import { GENERATED, sign } from '../../scripts/samples/sign.ts';
import { corpusFiles, corpusFolder, hasCorpus } from '../support/corpus.ts';
import { coseOf, storeOf } from '../support/signed-store.ts';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';

let credential: Credential;
let root: string;
let store: Uint8Array;
beforeAll(async () => {
  const authority = await createAuthority('Whence');
  root = authority.root;
  credential = await authority.issue({
    organization: 'Leaf Org',
    name: 'Leaf',
    from: new Date('2024-01-01'),
    until: new Date('2030-01-01'),
  });
  const bytes = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#123' } })
    .jpeg()
    .toBuffer();
  const plan = { title: 'A', generator: 'Whence', actions: GENERATED };
  const signed = await sign({ bytes, mime: 'image/jpeg' }, plan, credential);
  [store = new Uint8Array()] = await manifestStores(memorySource(signed.bytes));
});

const derOf = (pem: string) => new Uint8Array(new x509.X509Certificate(pem).rawData);
const found = (bytes: Uint8Array) => {
  const chain = signingChain(bytes);
  if (chain.kind !== 'found') throw new Error(JSON.stringify(chain));
  return chain.value;
};

describe('the chain of a signature', () => {
  it('is what the signing tool put in, the signer first', () => {
    const { certificates, others } = found(store);
    const [leaf] = credential.chain.split('\n\n');
    expect(Uint8Array.from(certificates[0] ?? [])).toEqual(derOf(leaf ?? ''));
    expect(others).toBe(0);
  });

  it('is described, and found on the lists that have it', async () => {
    const der = derOf(root);
    const pem = armored(Buffer.from(der).toString('base64'));
    const empty = { issued: null, allowedPem: null, anchorsPem: '' };
    const lists = [
      { ...empty, kind: 'c2pa', name: 'c2pa' },
      { ...empty, kind: 'custom', name: 'Mine', anchorsPem: pem },
    ] as const;
    const leaf = found(store).certificates[0] ?? new Uint8Array();
    const { certificates } = await describeChain({ certificates: [leaf, der], others: 3 }, lists);
    expect(certificates[0]).toMatchObject({
      subject: { name: 'Leaf', organisation: 'Leaf Org' },
      issuer: { name: 'Whence Root', organisation: 'Whence' },
      from: '2024-01-01T00:00:00Z',
      until: '2030-01-01T00:00:00Z',
      usages: ['digitalSignature', 'emailProtection'],
      lists: [],
    });
    expect(certificates[1]).toMatchObject({
      usages: ['keyCertSign', 'cRLSign'],
      lists: [{ kind: 'custom', name: 'Mine' }],
      pem,
      fingerprint: Buffer.from(await new x509.X509Certificate(root).getThumbprint('SHA-256')).toString('hex'),
    });
  });

  const one = Uint8Array.of(0x30, 1, 7);
  it.each([
    ['a single one under its number', coseOf({ signed: [[33, one]] }), [one]],
    ['several', coseOf({ signed: [[33, [one, one]]] }), [one, one]],
    ['the name of old, unsigned', coseOf({ unsigned: [['x5chain', [one]]] }), [one]],
    [
      'after other headers',
      coseOf({
        signed: [
          [1, one],
          [33, one],
        ],
      }),
      [one],
    ],
    ['without a tag', coseOf({ signed: [[33, one]] }).subarray(1), [one]],
  ])('is read: %s', (_what, cose, certificates) => {
    expect(found(storeOf([cose]))).toEqual({ certificates, others: 0 });
  });

  it('is that of the last manifest', () => {
    const other = Uint8Array.of(0x30, 1, 8);
    const store = storeOf([coseOf({ signed: [[33, one]] }), coseOf({ signed: [[33, other]] })]);
    expect(found(store).certificates).toEqual([other]);
  });

  it('is cut at ten, and what is left out is counted', () => {
    const { certificates, others } = found(storeOf([coseOf({ signed: [[33, Array(14).fill(one)]] })]));
    expect([certificates.length, others]).toEqual([10, 4]);
  });

  const cose = coseOf({ signed: [[33, one]] });
  it.each([
    ['nothing', new Uint8Array(), 'malformed'],
    ['a store without manifests', storeOf([]), 'malformed'],
    ['a manifest without a signature', storeOf([cose], 'c2pa.claim'), 'malformed'],
    ['a compressed manifest', storeOf([cose], 'c2pa.signature', 'c2cm'), 'unsupported'],
    ['a signature that is cut', storeOf([cose.subarray(0, 5)]), 'malformed'],
    ['a certificate that is no bytes', storeOf([coseOf({ signed: [[33, 7]] })]), 'malformed'],
    ['a huge one', storeOf([coseOf({ signed: [[33, new Uint8Array(MAX_CERTIFICATE_BYTES + 1)]] })]), 'too-large'],
  ])('is unanswered for %s', (_what, bytes, why) => {
    expect(signingChain(bytes)).toEqual({ kind: 'unanswered', why });
  });

  it('is absent where no header has one', () => {
    expect(signingChain(storeOf([coseOf({ signed: [[1, one]] })]))).toEqual({ kind: 'absent' });
    expect(signingChain(storeOf([coseOf({ signed: [[33, []]] })]))).toEqual({ kind: 'absent' });
    expect(signingChain(storeOf([coseOf({})]))).toEqual({ kind: 'absent' });
  });

  it('is looked for in any bytes, and in damaged stores', async () => {
    const damaged = fc.tuple(fc.nat(), fc.nat({ max: 255 }), fc.nat()).map(([at, byte, end]) => {
      const bytes = Uint8Array.from(store);
      bytes[at % bytes.length] = byte;
      return bytes.subarray(0, end % (bytes.length + 1));
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 300 }), damaged), async (bytes) => {
        const chain = signingChain(bytes);
        if (chain.kind !== 'found') return;
        expect(chain.value.certificates.length).toBeLessThanOrEqual(10);
        await describeChain(chain.value, []);
      }),
    );
  });

  it.skipIf(!hasCorpus)('is in signed files of the corpus', async () => {
    const signed = corpusFiles.filter(([path]) => /(chatgpt|firefly)[^/]*\.(png|jpe?g)$/.test(path));
    let read = 0;
    for (const [path] of signed) {
      const store = (await manifestStores(memorySource(await readFile(corpusFolder(path))))).at(-1);
      if (store === undefined) continue;
      const { certificates } = await describeChain(found(store), []);
      expect(certificates[0]?.subject.organisation, path).not.toBeNull();
      expect(Date.parse(certificates[0]?.until ?? ''), path).toBeGreaterThan(Date.parse('2020-01-01'));
      read += 1;
    }
    expect(read).toBeGreaterThan(1);
  });
});
