/**
 * Ids of works in their order, as bytes: 40 each where strings would take 60, and no object for any of them.
 */
export class WorkIds {
  #bytes: Uint8Array<ArrayBuffer>;
  #ends: Uint32Array<ArrayBuffer>;
  #length = 0;

  /** @param expected ids; there may be more or fewer, and longer ones than those of works mostly are */
  constructor(expected = 64) {
    this.#bytes = new Uint8Array(expected * ID_LENGTH + 3 * ID_LENGTH);
    this.#ends = new Uint32Array(expected);
  }

  push(id: string): void {
    const from = this.#endOf(this.#length);
    // In UTF-8 a character of a string takes 3 bytes at most.
    if (from + id.length * 3 > this.#bytes.length) {
      const bytes = new Uint8Array((from + id.length * 3) * 1.5);
      bytes.set(this.#bytes);
      this.#bytes = bytes;
    }
    if (this.#length === this.#ends.length) {
      const ends = new Uint32Array(Math.ceil(this.#length * 1.5) + 1);
      ends.set(this.#ends);
      this.#ends = ends;
    }
    this.#ends[this.#length] = this.#write(id, from);
    this.#length += 1;
  }

  /** @returns where it ends. Ids are hardly ever anything but ASCII, and an encoder takes its time for each. */
  #write(id: string, from: number): number {
    const bytes = this.#bytes;
    for (let at = 0; at < id.length; at++) {
      const code = id.charCodeAt(at);
      if (code > 127) return from + encoder.encodeInto(id, bytes.subarray(from)).written;
      bytes[from + at] = code;
    }
    return from + id.length;
  }

  /** Gives back the room that was left for more. */
  trim(): void {
    this.#bytes = this.#bytes.slice(0, this.#endOf(this.#length));
    this.#ends = this.#ends.slice(0, this.#length);
  }

  /** `undefined`: there are not so many. */
  at(place: number): string | undefined {
    if (place < 0 || place >= this.#length) return undefined;
    return decoder.decode(this.#bytes.subarray(this.#endOf(place), this.#endOf(place + 1)));
  }

  /** Bytes of memory that they take. */
  get byteLength(): number {
    return this.#bytes.byteLength + this.#ends.byteLength;
  }

  #endOf(count: number): number {
    return count === 0 ? 0 : (this.#ends[count - 1] ?? 0);
  }
}

/** Characters of a UUID. */
const ID_LENGTH = 36;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
