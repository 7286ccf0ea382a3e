/**
 * An adaptive binary range coder with the carry of LZMA's (https://www.7-zip.org/sdk.html): each bit costs what it was
 * unlikely by, as far as bits before it in the same contexts could tell. Whole numbers only, so that every engine reads
 * what another wrote.
 */

/** Either side of the coder: what is written is answered as it is, what is read is answered in its place. */
export interface BitCoder {
  /**
   * Codes a bit whose chance is the mean of those in two contexts.
   * @param value 0 or 1; left aside by who reads
   * @returns the bit that was written, or read
   */
  bit(one: number, other: number, value: number): number;
  /** Codes a bit that nothing tells anything about. */
  evenBit(value: number): number;
}

const CHANCE_BITS = 15;
const EVEN = 2 ** (CHANCE_BITS - 1);
/** Never certain: of 32768. */
const LEAST = 64;
/** A context learns by 1/2, 1/3 … of each surprise, and by no less than 1 in so many. */
const SLOWEST = 40;
const TOP = 2 ** 24;
const WORD = 2 ** 32;

/** How likely a 1 is in each context. */
class Chances {
  readonly #chances: Uint16Array;
  readonly #seen: Uint8Array;

  constructor(contexts: number) {
    this.#chances = new Uint16Array(contexts).fill(EVEN);
    this.#seen = new Uint8Array(contexts);
  }

  of(one: number, other: number): number {
    return ((this.#chances[one] ?? EVEN) + (this.#chances[other] ?? EVEN)) >>> 1;
  }

  learn(one: number, other: number, bit: number): void {
    this.#learn(one, bit);
    if (other !== one) this.#learn(other, bit);
  }

  #learn(context: number, bit: number): void {
    const chance = this.#chances[context] ?? EVEN;
    const seen = this.#seen[context] ?? 0;
    const certain = bit === 0 ? LEAST : 2 * EVEN - LEAST;
    this.#chances[context] = chance + Math.trunc((certain - chance) / (seen + 2));
    if (seen + 2 < SLOWEST) this.#seen[context] = seen + 1;
  }
}

export class RangeEncoder implements BitCoder {
  readonly #chances: Chances;
  readonly #bytes: number[] = [];
  #low = 0;
  #range = WORD - 1;

  constructor(contexts: number) {
    this.#chances = new Chances(contexts);
  }

  bit(one: number, other: number, value: number): number {
    this.#code(this.#chances.of(one, other), value);
    this.#chances.learn(one, other, value);
    return value;
  }

  evenBit(value: number): number {
    this.#code(EVEN, value);
    return value;
  }

  /** What was written, as short as it gets: a reader takes the bytes that are not there for zeros. */
  finish(): Uint8Array<ArrayBuffer> {
    // The roundest number of the range that is left.
    for (let unit = WORD / 2; unit >= 1; unit /= 2) {
      const round = Math.ceil(this.#low / unit) * unit;
      if (round >= this.#low + this.#range) continue;
      this.#low = round;
      break;
    }
    for (let byte = 0; byte < 4; byte++) this.#shift();
    let length = this.#bytes.length;
    while (length > 0 && this.#bytes[length - 1] === 0) length--;
    return Uint8Array.from(this.#bytes.slice(0, length));
  }

  #code(chance: number, value: number): void {
    const ones = (this.#range >>> CHANCE_BITS) * chance;
    if (value !== 0) this.#range = ones;
    else {
      this.#low += ones;
      this.#range -= ones;
    }
    while (this.#range < TOP) {
      this.#shift();
      this.#range *= 256;
    }
  }

  #shift(): void {
    if (this.#low >= WORD) this.#carry();
    this.#low %= WORD;
    this.#bytes.push(Math.floor(this.#low / TOP));
    this.#low = (this.#low % TOP) * 256;
  }

  #carry(): void {
    let at = this.#bytes.length - 1;
    while (at >= 0 && this.#bytes[at] === 255) this.#bytes[at--] = 0;
    if (at >= 0) this.#bytes[at] = (this.#bytes[at] ?? 0) + 1;
  }
}

/** Reads whatever it is given: of bytes that no encoder wrote, bits that mean nothing. */
export class RangeDecoder implements BitCoder {
  readonly #chances: Chances;
  readonly #bytes: Uint8Array;
  #at = 0;
  #code = 0;
  #range = WORD - 1;

  constructor(bytes: Uint8Array, contexts: number) {
    this.#chances = new Chances(contexts);
    this.#bytes = bytes;
    for (let byte = 0; byte < 4; byte++) this.#shift();
  }

  bit(one: number, other: number): number {
    const value = this.#read(this.#chances.of(one, other));
    this.#chances.learn(one, other, value);
    return value;
  }

  evenBit(): number {
    return this.#read(EVEN);
  }

  #read(chance: number): number {
    const ones = (this.#range >>> CHANCE_BITS) * chance;
    const value = this.#code < ones ? 1 : 0;
    if (value === 1) this.#range = ones;
    else {
      this.#code -= ones;
      this.#range -= ones;
    }
    while (this.#range < TOP) {
      this.#shift();
      this.#range *= 256;
    }
    return value;
  }

  #shift(): void {
    this.#code = (this.#code % TOP) * 256 + (this.#bytes[this.#at] ?? 0);
    this.#at++;
  }
}
