import { divide, FIELD_ORDER, multiply, power } from './galois-field.ts';

/** Bits, one a byte, each 0 or 1. */
export type Bits = Uint8Array;

/** What decoding made of a received word. */
export interface Corrected {
  /** The data bits, without the check bits. */
  readonly data: Bits;
  /** Places in the received word that were wrong, ascending. */
  readonly errors: readonly number[];
}

/**
 * A binary BCH code of length 127, shortened and systematic: data bits, then check bits, the highest power of x first.
 *
 * As in TrustMark, data are filled up with zero bits to whole bytes before the check bits are computed; the filling is
 * not sent. https://github.com/adobe/trustmark/blob/main/python/trustmark/bchecc.py
 */
export class Bch {
  readonly dataBits: number;
  /** Wrong bits that are put right. */
  readonly corrects: number;
  readonly checkBits: number;
  /** Coefficients of the generator without its highest, the next highest first. */
  readonly #generator: Bits;
  /** The power of x at each place of a word. */
  readonly #degrees: readonly number[];

  /** @throws RangeError when the code would be longer than 127 bits. */
  constructor(corrects: number, dataBits: number) {
    this.corrects = corrects;
    this.dataBits = dataBits;
    const generator = generatorOf(corrects);
    this.checkBits = generator.length - 1;
    this.#generator = generator.slice(1);
    const filled = Math.ceil(dataBits / 8) * 8;
    if (filled + this.checkBits > FIELD_ORDER) throw new RangeError('The code has no room for so many bits.');
    this.#degrees = [...descending(filled + this.checkBits, dataBits), ...descending(this.checkBits, this.checkBits)];
  }

  /** The check bits of `dataBits` bits. */
  encode(data: Bits): Bits {
    const rest = new Uint8Array(this.checkBits);
    for (let place = 0; place < Math.ceil(this.dataBits / 8) * 8; place++) {
      const carry = (place < this.dataBits ? (data[place] ?? 0) : 0) ^ (rest[0] ?? 0);
      rest.copyWithin(0, 1);
      rest[this.checkBits - 1] = 0;
      if (carry === 1)
        for (let at = 0; at < this.checkBits; at++) rest[at] = (rest[at] ?? 0) ^ (this.#generator[at] ?? 0);
    }
    return rest;
  }

  /** Puts a received word right; `null` when it is not within `corrects` wrong bits of any code word. */
  decode(word: Bits): Corrected | null {
    if (word.length !== this.#degrees.length) return null;
    const syndromes = this.#syndromes(word);
    const locator = syndromes.every((syndrome) => syndrome === 0) ? [1] : locatorOf(syndromes);
    if (locator === null) return null;
    const wrong = locator.length - 1;
    if (wrong > this.corrects) return null;
    const errors = this.#rootsOf(locator);
    // A root elsewhere is an error in a bit that was never sent: more were wrong than can be found.
    if (errors.length !== wrong) return null;
    const data = word.slice(0, this.dataBits);
    for (const place of errors) if (place < this.dataBits) data[place] = 1 - (data[place] ?? 0);
    return { data, errors };
  }

  /** The received polynomial at α, α², … α^2t; all are zero for a code word. */
  #syndromes(word: Bits): number[] {
    const syndromes = Array.from({ length: 2 * this.corrects }, () => 0);
    this.#degrees.forEach((degree, place) => {
      if (word[place] !== 1) return;
      for (let at = 0; at < syndromes.length; at++) syndromes[at] = (syndromes[at] ?? 0) ^ power((at + 1) * degree);
    });
    return syndromes;
  }

  /** Chien's search: the places whose inverse is a root of the locator. */
  #rootsOf(locator: readonly number[]): number[] {
    const places: number[] = [];
    this.#degrees.forEach((degree, place) => {
      const value = locator.reduce((sum, factor, at) => sum ^ multiply(factor, power(-at * degree)), 0);
      if (value === 0) places.push(place);
    });
    return places;
  }
}

/** The product of (x + α^i) over i = 1, 3, … 2t−1 and their conjugates; highest power first. */
function generatorOf(corrects: number): Bits {
  const roots = new Set<number>();
  for (let odd = 1; odd < 2 * corrects; odd += 2)
    for (let root = odd; !roots.has(root); root = (2 * root) % FIELD_ORDER) roots.add(root);
  let product = [1];
  for (const root of roots) {
    const shifted = [...product, 0];
    product = shifted.map((factor, at) => factor ^ multiply(product[at - 1] ?? 0, power(root)));
  }
  return Uint8Array.from(product);
}

/**
 * Berlekamp and Massey's shortest locator polynomial for the syndromes; the constant, 1, first.
 * `null` when it has fewer roots than there must be errors: no pattern of errors gives these syndromes.
 */
function locatorOf(syndromes: readonly number[]): readonly number[] | null {
  let locator: number[] = [1];
  let before: number[] = [1];
  let length = 0;
  let gap = 1;
  let lastDiscrepancy = 1;
  for (let step = 0; step < syndromes.length; step++) {
    let discrepancy = 0;
    for (let at = 0; at <= length; at++) discrepancy ^= multiply(locator[at] ?? 0, syndromes[step - at] ?? 0);
    if (discrepancy === 0) {
      gap += 1;
      continue;
    }
    const factor = divide(discrepancy, lastDiscrepancy);
    const next = Array.from(
      { length: Math.max(locator.length, before.length + gap) },
      (_, at) => (locator[at] ?? 0) ^ multiply(factor, before[at - gap] ?? 0),
    );
    if (2 * length <= step) {
      before = locator;
      length = step + 1 - length;
      lastDiscrepancy = discrepancy;
      gap = 1;
    } else gap += 1;
    locator = next;
  }
  while (locator.length > 1 && locator.at(-1) === 0) locator.pop();
  return locator.length - 1 === length ? locator : null;
}

function descending(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => from - 1 - at);
}
