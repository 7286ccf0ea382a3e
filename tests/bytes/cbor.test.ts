import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CBOR, cborEnd, cborHead, cborString } from '../../lib/bytes/cbor.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

describe('the head of an item', () => {
  // RFC 8949 appendix A.
  it.each([
    ['17', { major: CBOR.unsigned, argument: 23, start: 1 }],
    ['1818', { major: CBOR.unsigned, argument: 24, start: 2 }],
    ['1a000f4240', { major: CBOR.unsigned, argument: 1_000_000, start: 5 }],
    ['1b000000e8d4a51000', { major: CBOR.unsigned, argument: 1_000_000_000_000, start: 9 }],
    ['4401020304', { major: CBOR.bytes, argument: 4, start: 1 }],
    ['6449455446', { major: CBOR.text, argument: 4, start: 1 }],
    ['1bffffffffffffffff', { major: CBOR.unsigned, argument: Number.MAX_SAFE_INTEGER, start: 9 }],
    ['d2', { major: CBOR.tag, argument: 18, start: 1 }],
  ])('%s', (hex, head) => expect(cborHead(bytes(hex), 0)).toEqual(head));

  it.each([
    ['nothing', ''],
    ['an argument that is cut off', '1a000f42'],
    ['an indefinite length', '5f42010243030405ff'],
    ['a reserved form', '1c'],
  ])('is null for %s', (_what, hex) => expect(cborHead(bytes(hex), 0)).toBeNull());
});

describe('the end of an item', () => {
  it.each([
    '00',
    'f6',
    'fb3ff199999999999a',
    '1bffffffffffffffff',
    '4401020304',
    '8301820203820405',
    'a26161016162820203',
    'c074323031332d',
    '',
  ])('%s', (hex) => {
    const item = bytes(hex);
    // `c074…` is a text of 20 bytes of which six are there.
    const isWhole = hex !== '' && !hex.startsWith('c074');
    expect(cborEnd(item, 0)).toBe(isWhole ? item.length : null);
    if (isWhole) expect(cborEnd(bytes(`${hex}00`), 0)).toBe(item.length);
    if (isWhole) expect(cborEnd(item.subarray(0, -1), 0)).toBeNull();
  });

  it('is not looked for in what is too deep or too much', () => {
    expect(cborEnd(new Uint8Array(100_000).fill(0x81), 0)).toBeNull();
    expect(cborEnd(bytes('9affffffff'), 0)).toBeNull();
    expect(cborEnd(bytes('bb001fffffffffffff'), 0)).toBeNull();
    expect(cborEnd(bytes('5bffffffffffffffff00'), 0)).toBeNull();
  });

  it('lies within any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat({ max: 70 }), (any, at) => {
        const end = cborEnd(any, at);
        if (end !== null) expect(at < end && end <= any.length).toBe(true);
        const text = cborString(any, at);
        if (text !== null) expect(text.length).toBeLessThan(any.length);
      }),
    );
  });
});
