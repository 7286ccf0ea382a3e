import { Bch, type Bits } from './bch.ts';

/**
 * TrustMark's layouts of 100 bits: data, check bits, and four bits that number the layout.
 * The fourth published one, which corrects three bits only, validates on pictures of other makers and is not read.
 */
export type TrustmarkSchema = 0 | 1 | 2;

/** Errors corrected and data bits of BCH_SUPER, BCH_5 and BCH_4. */
export const TRUSTMARK_CODES: Readonly<Record<TrustmarkSchema, Bch>> = {
  0: new Bch(8, 40),
  1: new Bch(5, 61),
  2: new Bch(4, 68),
};

export interface TrustmarkCode {
  /** The layout that validated, whatever number the last bits carry. */
  readonly schema: TrustmarkSchema;
  /** The data bits, corrected. */
  readonly data: Bits;
}

const WORD_BITS = 100;
const VERSION_BITS = 4;
const CODE_BITS = WORD_BITS - VERSION_BITS;
const SCHEMAS: readonly TrustmarkSchema[] = [0, 1, 2];

/**
 * Most that a reading may owe to chance. That a word validates is no proof by itself: of words that mean nothing, the
 * layout that corrects four bits takes one in 75. At most twelve readings are made of a picture, and each found one
 * must come again from a JPEG copy.
 */
const MAX_CHANCE = 1e-6;

/**
 * The code in a decoder's answer, or `null`. All layouts are tried, since the four bits that name one are not protected;
 * the likeliest counts.
 * @param logits 100 finite numbers; above zero is a one, and the further from zero the surer.
 */
export function readTrustmarkCode(logits: Float32Array): TrustmarkCode | null {
  if (logits.length !== WORD_BITS) return null;
  const word = Uint8Array.from(logits, (logit) => (logit > 0 ? 1 : 0));
  let best: TrustmarkCode | null = null;
  let leastChance = MAX_CHANCE;
  for (const schema of SCHEMAS) {
    const code = TRUSTMARK_CODES[schema];
    const corrected = code.decode(word.subarray(0, CODE_BITS));
    // A word of zeros is in every code, and what a flat picture gives.
    if (corrected === null || !corrected.data.includes(1)) continue;
    const wrong = [...corrected.errors, ...wrongVersionBits(word, schema)];
    const chance = nearerWords(logits, wrong) / 2 ** (code.checkBits + VERSION_BITS);
    if (chance > leastChance) continue;
    leastChance = chance;
    best = { schema, data: corrected.data };
  }
  return best;
}

function wrongVersionBits(word: Bits, schema: TrustmarkSchema): number[] {
  const version = [0, 0, schema >> 1, schema & 1];
  return version.flatMap((bit, at) => (word[CODE_BITS + at] === bit ? [] : [CODE_BITS + at]));
}

/** Steps into which the distance to the code word is cut. */
const STEPS = 256;

/**
 * How many patterns of wrong bits would be as near as this one, measuring each bit by how sure the decoder was of it.
 * A real code's errors are its unsure bits, and few patterns are nearer; random words are off in sure bits as well.
 * With check bits that each halve the number of words, this bounds the chance that coin tosses come so near to a code
 * word. Distances are rounded down, so that the count is never too low.
 */
function nearerWords(logits: Float32Array, wrong: readonly number[]): number {
  const distance = wrong.reduce((sum, place) => sum + Math.abs(logits[place] ?? 0), 0);
  const patterns = new Float64Array(STEPS + 1);
  patterns[0] = 1;
  for (const logit of logits) {
    const steps = Math.floor((Math.abs(logit) / distance) * STEPS);
    // Not one of nothing over nothing: a bit the decoder knows nothing of may as well be either.
    if (steps > STEPS) continue;
    if (!(steps > 0)) for (let at = 0; at <= STEPS; at++) patterns[at] = 2 * (patterns[at] ?? 0);
    else for (let at = STEPS; at >= steps; at--) patterns[at] = (patterns[at] ?? 0) + (patterns[at - steps] ?? 0);
  }
  return patterns.reduce((sum, count) => sum + count, 0);
}
