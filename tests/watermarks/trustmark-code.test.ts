import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bch } from '../../lib/watermarks/bch.ts';
import { readTrustmarkCode, TRUSTMARK_CODES, type TrustmarkSchema } from '../../lib/watermarks/trustmark-code.ts';
import { trustmarkWord } from '../support/trustmark-pictures.ts';

const SCHEMAS: readonly TrustmarkSchema[] = [0, 1, 2];

/** Logits of a word: sure of every bit but those named, which came out wrong and unsure. */
function logitsOf(word: Uint8Array, wrong: readonly number[] = [], unsure = 0.05): Float32Array {
  return Float32Array.from(word, (bit, at) => {
    const sign = bit === 1 ? 1 : -1;
    return wrong.includes(at) ? -sign * unsure : sign * (1 + (at % 7) / 3);
  });
}

const ADOBE = '1011011110011000111111000000011111011111011100000110110110111000110010101101111010011011000010000001';

describe('the hundred bits of TrustMark', () => {
  it('are read as Adobe’s own tests write them', () => {
    expect(ADOBE).toHaveLength(100);
    const code = readTrustmarkCode(logitsOf(Uint8Array.from(ADOBE, Number)));
    expect(code?.schema).toBe(1);
    expect(code?.data.join('')).toBe(ADOBE.slice(0, 61));
  });

  it.each(SCHEMAS)('of layout %i are read with every error it corrects', (schema) => {
    const { dataBits, corrects } = TRUSTMARK_CODES[schema];
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: dataBits, maxLength: dataBits, max: 1 }).filter((data) => data.includes(1)),
        fc.uniqueArray(fc.nat({ max: 95 }), { maxLength: corrects }),
        (data, wrong) => {
          const code = readTrustmarkCode(logitsOf(trustmarkWord(schema, data), wrong));
          expect(code).toEqual({ schema, data });
        },
      ),
    );
  });

  it.each(SCHEMAS)('of layout %i are read when the bits that name it are wrong', (schema) => {
    const data = Uint8Array.from({ length: TRUSTMARK_CODES[schema].dataBits }, (_, at) => ((at * 5 + 1) % 3) & 1);
    for (let at = 96; at < 100; at++)
      expect(readTrustmarkCode(logitsOf(trustmarkWord(schema, data), [3, at], 0.1))).toEqual({ schema, data });
  });

  it('are refused when the errors lie in bits the decoder was sure of, as chance has it', () => {
    const data = Uint8Array.from({ length: 68 }, (_, at) => at & 1);
    const word = trustmarkWord(2, data);
    expect(readTrustmarkCode(logitsOf(word, [1, 20, 40, 60], 0.05))).not.toBeNull();
    expect(readTrustmarkCode(logitsOf(word, [1, 20, 40, 60], 1.5))).toBeNull();
  });

  it('are refused of the layout that corrects three bits only', () => {
    const third = new Bch(3, 75);
    for (let seed = 1; seed <= 40; seed++) {
      const data = Uint8Array.from({ length: 75 }, (_, at) => (((at + 3) * seed * 37) >> (at % 5)) & 1);
      const word = Uint8Array.from([...data, ...third.encode(data), 0, 0, 1, 1]);
      expect(third.decode(word.subarray(0, 96))?.errors).toEqual([]);
      expect(readTrustmarkCode(logitsOf(word))).toBeNull();
    }
  });

  it('are not those of a flat picture, of a decoder that says nothing, or of another length', () => {
    for (const level of [-1, 0, 1]) expect(readTrustmarkCode(new Float32Array(100).fill(level))).toBeNull();
    expect(readTrustmarkCode(logitsOf(Uint8Array.from(ADOBE, Number)).subarray(0, 99))).toBeNull();
    expect(readTrustmarkCode(new Float32Array(101))).toBeNull();
    const half = logitsOf(Uint8Array.from(ADOBE, Number)).fill(0, 20, 60);
    expect(readTrustmarkCode(half)).toBeNull();
  });

  it('are not found in chance: of 3,000 words without meaning, none', () => {
    let state = 20261122;
    const random = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    let found = 0;
    let validated = 0;
    for (let round = 0; round < 3_000; round++) {
      // Distances from zero as uneven as a network's.
      const logits = Float32Array.from({ length: 100 }, () => (random() - 0.5) * 4 * random());
      if (readTrustmarkCode(logits) !== null) found += 1;
      const word = Uint8Array.from(logits.subarray(0, 96), (logit) => (logit > 0 ? 1 : 0));
      if (TRUSTMARK_CODES[2].decode(word) !== null) validated += 1;
    }
    // What the code alone would have let through.
    expect(validated).toBeGreaterThan(20);
    expect(found).toBe(0);
  });
});
