import fc from 'fast-check';
import { expect, it } from 'vitest';
import { certificateNames } from '../../lib/decoders/certificate-names.ts';
import { createAuthority } from '../../scripts/samples/authority.ts';
import * as x509 from '@peculiar/x509';

const root = new x509.X509Certificate((await createAuthority('Whence')).root);
const bytes = new Uint8Array(root.rawData);

it('are those of the subject', () => {
  const names = certificateNames(bytes);
  expect(names.name).toBe(root.subjectName.getField('CN')[0]);
  expect(names.organisation).toBe(root.subjectName.getField('O')[0] ?? null);
  expect(names.name).toContain('Whence');
});

it('are looked for in any bytes, also in a certificate with a fault', () => {
  fc.assert(fc.property(fc.uint8Array(), (any) => certificateNames(any).name === null || any.length > 0));
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, byte) => {
      const { name } = certificateNames(bytes.with(at, byte));
      return name === null || name.length <= 512;
    }),
  );
});
