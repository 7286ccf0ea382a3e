/**
 * Byte offsets, in UTF-8, of places in a text. Places are best asked for in ascending order: the
 * counting goes on from the last one.
 */
export class Utf8Offsets {
  readonly #text: string;
  #index = 0;
  #offset = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Bytes before `index`, which counts UTF-16 units and lies between characters. */
  at(index: number): number {
    if (index < this.#index) this.#index = this.#offset = 0;
    for (; this.#index < index; this.#index++) this.#offset += bytesOf(this.#text.charCodeAt(this.#index));
    return this.#offset;
  }
}

/** A character beyond U+FFFF takes two units and four bytes: two for each. */
function bytesOf(unit: number): number {
  if (unit < 0x80) return 1;
  const isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
  return unit < 0x800 || isSurrogate ? 2 : 3;
}
