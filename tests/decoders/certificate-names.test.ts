import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certificateNames } from '../../lib/decoders/certificate-names.ts';
import { createAuthority } from '../../scripts/samples/authority.ts';
import * as x509 from '@peculiar/x509';
import { certificateOf, der, nameOf } from '../support/der-certificate.ts';

const root = new x509.X509Certificate((await createAuthority('Whence')).root);
const bytes = new Uint8Array(root.rawData);
const [COMMON_NAME, COUNTRY, ORGANIZATION] = [3, 6, 10];
const utf8 = (text: string) => der(0x0c, Buffer.from(text));
const bmp = (text: string) => der(0x1e, Buffer.from(text, 'utf16le').swap16());

it('are those of the subject', () => {
  const names = certificateNames(bytes);
  expect(names.name).toBe(root.subjectName.getField('CN')[0]);
  expect(names.organisation).toBe(root.subjectName.getField('O')[0] ?? null);
  expect(names.name).toContain('Whence');
});

describe('any name', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((each) => each.trim() !== '');

  it.each([
    ['UTF-8', utf8],
    ['two bytes a letter', bmp],
  ])('comes out as it was put in: %s', (_what, write) => {
    fc.assert(
      fc.property(text, text, (name, organisation) => {
        const subject = nameOf([COUNTRY, utf8('XX')], [ORGANIZATION, write(organisation)], [COMMON_NAME, write(name)]);
        // A byte order mark at the start is no part of a text.
        const plain = (each: string) => each.replace(/^\uFEFF/, '');
        const names = certificateNames(certificateOf({ subject, issuer: nameOf([COMMON_NAME, utf8('Issuer')]) }));
        expect(names).toEqual({ name: plain(name), organisation: plain(organisation) });
      }),
    );
  });

  it('is its first of a kind, cut at 512 bytes, and none where it is blank or of no string type', () => {
    const of = (value: Uint8Array, ...more: readonly Uint8Array[]) =>
      certificateNames(
        certificateOf({ subject: nameOf(...[value, ...more].map((each) => [COMMON_NAME, each] as const)) }),
      ).name;
    expect(of(utf8('one'), utf8('two'))).toBe('one');
    expect(of(utf8('x'.repeat(10_000)))).toBe('x'.repeat(512));
    expect(of(utf8('   '))).toBeNull();
    expect(of(der(4, [65]))).toBeNull();
  });
});

it('are looked for in any bytes, also in a certificate with a fault', () => {
  const damaged = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)).map(([at, byte]) => bytes.with(at, byte));
  const named = fc.uint8Array({ maxLength: 900 }).map((any) => certificateOf({ subject: der(0x30, any) }));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), damaged, named), (any) => {
      for (const found of Object.values(certificateNames(any)))
        expect(found === null || (found.trim() !== '' && found.length <= 512)).toBe(true);
    }),
  );
});
