import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RangeDecoder, RangeEncoder } from '../../../lib/recognition/regional/range-coder.ts';

const CONTEXTS = 5;
const context = fc.nat({ max: CONTEXTS - 1 });
const bits = fc.array(fc.record({ one: context, other: context, value: fc.nat({ max: 1 }), isEven: fc.boolean() }), {
  maxLength: 2000,
});

describe('the range coder', () => {
  it('reads every bit as it was written, in whatever contexts', () => {
    fc.assert(
      fc.property(bits, (written) => {
        const encoder = new RangeEncoder(CONTEXTS);
        for (const { one, other, value, isEven } of written)
          if (isEven) encoder.evenBit(value);
          else encoder.bit(one, other, value);
        const decoder = new RangeDecoder(encoder.finish(), CONTEXTS);
        const read = written.map(({ one, other, isEven }) => (isEven ? decoder.evenBit() : decoder.bit(one, other)));
        expect(read).toEqual(written.map(({ value }) => value));
      }),
    );
  });

  it('carries over any number of full bytes', () => {
    // Chances near certainty, and then what was unlikely, push the low end over many bytes.
    for (let length = 0; length < 300; length += 1) {
      const written = Array.from({ length: 400 }, (_, at) => (at < length || at % 7 === 0 ? 0 : 1));
      const encoder = new RangeEncoder(1);
      for (const value of written) encoder.bit(0, 0, value);
      const decoder = new RangeDecoder(encoder.finish(), 1);
      expect(written.map(() => decoder.bit(0, 0))).toEqual(written);
    }
  });

  it('spends little on what it could expect, and a bit on what it could not', () => {
    const sizeOf = (values: readonly number[]): number => {
      const encoder = new RangeEncoder(1);
      for (const value of values) encoder.bit(0, 0, value);
      return encoder.finish().length;
    };
    expect(sizeOf(Array.from({ length: 8000 }, () => 1))).toBeLessThan(10);
    expect(sizeOf(Array.from({ length: 8000 }, (_, at) => (at % 20 === 0 ? 1 : 0)))).toBeLessThan(8000 / 8 / 2.5);
    const even = new RangeEncoder(1);
    for (let at = 0; at < 8000; at += 1) even.evenBit((at * at) % 7 > 2 ? 1 : 0);
    expect(even.finish().length).toBeLessThanOrEqual(1001);
  });

  it('reads bits out of any bytes, and zeros of none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
        const decoder = new RangeDecoder(bytes, 2);
        for (let at = 0; at < 2000; at += 1) expect([0, 1]).toContain(decoder.bit(at % 2, 0));
      }),
      { numRuns: 30 },
    );
  });
});
