import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derValue } from '../../lib/bytes/der.ts';

const at = (hex: string, offset = 0, limit?: number) =>
  derValue(Uint8Array.from(Buffer.from(hex, 'hex')), offset, limit);

describe('derValue', () => {
  it('reads a short, a long and an overlong length', () => {
    expect(at('3003010203')).toEqual({ tag: 0x30, offset: 0, start: 2, end: 5 });
    expect(at('040100028180'.padEnd(12 + 256, '0'), 3)).toEqual({ tag: 0x02, offset: 3, start: 6, end: 134 });
    expect(at('308200020102')).toMatchObject({ start: 4, end: 6 });
  });

  it.each([
    ['nothing', ''],
    ['a tag alone', '30'],
    ['a length that is cut off', '308201'],
    ['a value that is cut off', '300401'],
    ['an indefinite length', '30800000'],
    ['a length of five bytes', '308500000000010000'],
    ['a tag of two bytes', '1f810100'],
  ])('is null for %s', (_what, hex) => expect(at(hex)).toBeNull());

  it('does not look past the limit', () => {
    expect(at('3003010203', 0, 4)).toBeNull();
    expect(at('3003010203', 0, 5)).not.toBeNull();
  });

  it('lies within any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat({ max: 70 }), (bytes, offset) => {
        const value = derValue(bytes, offset);
        if (value !== null)
          expect(offset < value.start && value.start <= value.end && value.end <= bytes.length).toBe(true);
      }),
    );
  });
});
