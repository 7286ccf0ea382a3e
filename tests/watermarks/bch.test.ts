import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bch, type Bits } from '../../lib/watermarks/bch.ts';
import { divide, multiply, power } from '../../lib/watermarks/galois-field.ts';

/** The codes of TrustMark's schemas 0, 1 and 2 (SIGNALS §6.4): errors corrected, data bits, check bits. */
const CODES = [
  [8, 40, 56],
  [5, 61, 35],
  [4, 68, 28],
] as const;

const bitsOf = (text: string): Bits => Uint8Array.from(text, Number);
const textOf = (bits: Bits): string => bits.join('');

function flip(word: Bits, places: readonly number[]): Bits {
  const flipped = word.slice();
  for (const place of places) flipped[place] = 1 - (flipped[place] ?? 0);
  return flipped;
}

const element = fc.integer({ min: 0, max: 127 });

describe('the field of 128 elements', () => {
  it('multiplies as x⁷ = x³ + 1 says', () => {
    expect(power(7)).toBe(0b1001);
    expect(multiply(0b1000000, 0b10)).toBe(0b1001);
    expect(new Set(Array.from({ length: 127 }, (_, at) => power(at))).size).toBe(127);
    expect(power(-1)).toBe(power(126));
  });

  it('distributes, and divides what it multiplied', () => {
    fc.assert(
      fc.property(element, element, element, (a, b, c) => {
        expect(multiply(a, b ^ c)).toBe(multiply(a, b) ^ multiply(a, c));
        if (b !== 0) expect(divide(multiply(a, b), b)).toBe(a);
      }),
    );
  });
});

describe.each(CODES)('the code that corrects %i of %i data bits and %i check bits', (corrects, dataBits, checkBits) => {
  const code = new Bch(corrects, dataBits);
  const data = fc.uint8Array({ minLength: dataBits, maxLength: dataBits, max: 1 });
  const places = (count: { readonly min: number; readonly max: number }) =>
    fc.uniqueArray(fc.nat({ max: dataBits + checkBits - 1 }), { minLength: count.min, maxLength: count.max });
  const wordOf = (bits: Bits): Bits => Uint8Array.from([...bits, ...code.encode(bits)]);

  it('has as many check bits as TrustMark says', () => {
    expect(code.checkBits).toBe(checkBits);
    expect(dataBits + checkBits).toBe(96);
  });

  it('gives back what was encoded, and says which bits were wrong', () => {
    fc.assert(
      fc.property(data, places({ min: 0, max: corrects }), (bits, wrong) => {
        const decoded = code.decode(flip(wordOf(bits), wrong));
        expect(decoded).toEqual({ data: bits, errors: wrong.toSorted((a, b) => a - b) });
      }),
      { numRuns: 400 },
    );
  });

  it('never answers the data that were sent when more bits are wrong, and mostly answers nothing', () => {
    let refused = 0;
    let tried = 0;
    fc.assert(
      fc.property(data, places({ min: corrects + 1, max: corrects + 3 }), (bits, wrong) => {
        const word = flip(wordOf(bits), wrong);
        const decoded = code.decode(word);
        tried += 1;
        if (decoded === null) refused += 1;
        else {
          // Another code word was nearer: it is a real one, and not the one that was sent.
          const corrected = flip(word, decoded.errors);
          expect(textOf(corrected)).toBe(textOf(wordOf(decoded.data)));
          expect(textOf(corrected)).not.toBe(textOf(wordOf(bits)));
          expect(decoded.errors.length).toBeLessThanOrEqual(corrects);
        }
      }),
      { numRuns: 600 },
    );
    expect(refused / tried).toBeGreaterThan(0.9);
  });

  it('answers only code words, whatever comes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 96, maxLength: 96, max: 1 }), (word) => {
        const decoded = code.decode(word);
        if (decoded !== null) expect(textOf(flip(word, decoded.errors))).toBe(textOf(wordOf(decoded.data)));
      }),
      { numRuns: 400 },
    );
    expect(code.decode(new Uint8Array(95))).toBeNull();
    expect(code.decode(new Uint8Array(0))).toBeNull();
  });

  it('is linear, and its words are at least 2t + 1 bits apart', () => {
    fc.assert(
      fc.property(data, data, (one, other) => {
        const sum = one.map((bit, at) => bit ^ (other[at] ?? 0));
        expect(textOf(code.encode(sum))).toBe(
          textOf(code.encode(one).map((b, at) => b ^ (code.encode(other)[at] ?? 0))),
        );
        const weight = wordOf(one).reduce((ones, bit) => ones + bit, 0);
        if (one.includes(1)) expect(weight).toBeGreaterThan(2 * corrects);
      }),
    );
  });
});

it('writes the check bits that Adobe’s own decoders read', () => {
  // The word of the tests in adobe/trustmark, rust/src/bits.rs: schema 1, so 61 data bits, without its version bits.
  const data = bitsOf('1011011110011000111111000000011111011111011100000110110110111');
  const check = '00011001010110111101001101100001000';
  const code = new Bch(5, 61);
  expect(textOf(code.encode(data))).toBe(check);
  expect(code.decode(flip(Uint8Array.from([...data, ...bitsOf(check)]), [0]))).toEqual({ data, errors: [0] });
  const corrupt = '0000000000000000000000000000000000000000000100000110110110111';
  expect(code.decode(Uint8Array.from([...bitsOf(corrupt), ...bitsOf(check)]))).toBeNull();
});

it('refuses a code that does not fit', () => {
  expect(() => new Bch(8, 80)).toThrow(RangeError);
});
