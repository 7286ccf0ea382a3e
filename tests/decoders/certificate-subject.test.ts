import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { certificateSubject } from '../../lib/decoders/certificate-subject.ts';
import { createAuthority } from '../../scripts/samples/authority.ts';
import { corpusTrust, hasCorpus } from '../support/corpus.ts';

let root: x509.X509Certificate;
beforeAll(async () => {
  root = new x509.X509Certificate((await createAuthority('Whence')).root);
});

const der = (certificate: x509.X509Certificate) => new Uint8Array(certificate.rawData);
const raw = (name: x509.Name) => new Uint8Array(name.toArrayBuffer());

describe('certificateSubject', () => {
  it('is the subject, and not the issuer', async () => {
    const authority = await createAuthority('Other');
    const dates = { from: new Date('2024-01-01'), until: new Date('2030-01-01') };
    const { chain } = await authority.issue({ organization: 'Leaf Org', name: 'Leaf', ...dates });
    const leaf = new x509.X509Certificate(chain.slice(0, chain.indexOf('-----END') + 30).split('\n\n')[0] ?? '');
    expect(certificateSubject(der(leaf))).toEqual(raw(leaf.subjectName));
    expect(leaf.subject).toContain('Leaf Org');
  });

  it('is found in a certificate of version 1, which does not say so', () => {
    const bytes = der(root);
    const at = Buffer.from(bytes).indexOf(Buffer.from('a003020102', 'hex'));
    const body = Buffer.concat([bytes.subarray(at + 5)]);
    const signed = Buffer.concat([Buffer.from([0x30, 0x82, body.length >> 8, body.length & 0xff]), body]);
    const whole = Buffer.concat([Buffer.from([0x30, 0x82, signed.length >> 8, signed.length & 0xff]), signed]);
    expect(certificateSubject(Uint8Array.from(whole))).toEqual(raw(root.subjectName));
  });

  it.skipIf(!hasCorpus)('is that of every certificate of the official list', async () => {
    const [list] = await corpusTrust();
    const blocks = list?.anchorsPem.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g) ?? [];
    expect(blocks.length).toBeGreaterThan(20);
    for (const block of blocks) {
      const certificate = new x509.X509Certificate(block);
      expect(certificateSubject(der(certificate))).toEqual(raw(certificate.subjectName));
    }
  });

  it('is null or within for any bytes, also for a damaged certificate', () => {
    const damaged = fc.tuple(fc.nat(), fc.nat({ max: 255 }), fc.nat()).map(([at, byte, end]) => {
      const bytes = der(root);
      bytes[at % 300] = byte;
      return bytes.subarray(0, end % (bytes.length + 1));
    });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), damaged), (bytes) => {
        const subject = certificateSubject(bytes);
        if (subject !== null) expect(subject.buffer === bytes.buffer && subject[0] === 0x30).toBe(true);
      }),
    );
  });
});
