import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certificateFacts } from '../../lib/decoders/certificate-facts.ts';
import { certificateOf, der } from '../support/der-certificate.ts';

const utcTime = (text: string) => der(0x17, Buffer.from(text));
const generalizedTime = (text: string) => der(0x18, Buffer.from(text));
const identifier = (hex: string) => der(6, Buffer.from(hex, 'hex'));
const extension = (id: string, value: Uint8Array, isCritical = false) =>
  der(0x30, identifier(id), ...(isCritical ? [der(1, [255])] : []), der(4, value));

describe('the time a certificate is valid', () => {
  const until = (time: Uint8Array) =>
    certificateFacts(certificateOf({ validity: der(0x30, utcTime('200101000000Z'), time) })).until;

  it.each([
    [utcTime('491231235959Z'), '2049-12-31T23:59:59Z'],
    [utcTime('500101000000Z'), '1950-01-01T00:00:00Z'],
    [generalizedTime('99991231235959Z'), '9999-12-31T23:59:59Z'],
    [utcTime('20491231235959Z'), null],
    [generalizedTime('491231235959Z'), null],
    [utcTime('201331000000Z'), null],
    [utcTime('2001010000Z'), null],
    [der(4, Buffer.from('200101000000Z')), null],
  ])('%#', (time, iso) => expect(until(time)).toBe(iso));
});

describe('what its key is for', () => {
  const usages = (...extensions: readonly Uint8Array[]) => certificateFacts(certificateOf({ extensions })).usages;

  it('is read from both extensions', () => {
    const purposes = [
      '2b06010505070304',
      '2b060105050703 24',
      '2b0601040183e85e0201',
      '2a864886f72f010105',
      '551d2500',
    ];
    expect(
      usages(
        extension('551d0f', der(3, [7, 0x80]), true),
        extension('551d13', der(0x30)),
        extension('551d25', der(0x30, ...purposes.map((each) => identifier(each.replace(' ', ''))))),
      ),
    ).toEqual([
      'digitalSignature',
      'emailProtection',
      'documentSigning',
      'c2pa-kp-claimSigning',
      '1.2.840.113583.1.1.5',
      'anyExtendedKeyUsage',
    ]);
  });

  it('is every bit that is set', () => {
    expect(usages(extension('551d0f', der(3, [7, 0x06, 0x80])))).toEqual(['keyCertSign', 'cRLSign', 'decipherOnly']);
  });

  it('is nothing without them', () => expect(usages()).toEqual([]));
});

it('are looked for in any bytes', () => {
  const inside = fc
    .tuple(fc.uint8Array({ maxLength: 80 }), fc.uint8Array({ maxLength: 80 }), fc.constantFrom('551d0f', '551d25'))
    .map(([validity, value, id]) =>
      certificateOf({
        validity: der(0x30, validity),
        extensions: [extension(id, value), extension(id, der(0x30, value))],
      }),
    );
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), inside), (any) => {
      const { from, until, usages } = certificateFacts(any);
      for (const time of [from, until]) expect(time === null || !Number.isNaN(Date.parse(time))).toBe(true);
      expect(usages.length).toBeLessThanOrEqual(60);
      for (const usage of usages) expect(usage.length).toBeLessThan(400);
    }),
  );
});
