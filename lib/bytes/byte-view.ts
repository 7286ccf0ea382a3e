export type ByteOrder = 'big' | 'little';

/**
 * Bounds-checked reading of numbers and texts from bytes nobody vouches for.
 * One convention for all of it: what lies past the end, wholly or in part, is `undefined`.
 */
export class ByteView {
  readonly bytes: Uint8Array;
  readonly order: ByteOrder;
  readonly #numbers: DataView;

  constructor(bytes: Uint8Array, order: ByteOrder = 'big') {
    this.bytes = bytes;
    this.order = order;
    this.#numbers = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.bytes.length;
  }

  /** Whether [at, at + length) lies inside. False for negative, fractional and huge values too. */
  has(at: number, length: number): boolean {
    return Number.isSafeInteger(at) && at >= 0 && length >= 0 && at + length <= this.bytes.length;
  }

  u8(at: number): number | undefined {
    return this.has(at, 1) ? this.bytes[at] : undefined;
  }

  u16(at: number): number | undefined {
    return this.has(at, 2) ? this.#numbers.getUint16(at, this.order === 'little') : undefined;
  }

  u24(at: number): number | undefined {
    if (!this.has(at, 3)) return undefined;
    const [first, middle, last] = [
      this.#numbers.getUint8(at),
      this.#numbers.getUint8(at + 1),
      this.#numbers.getUint8(at + 2),
    ];
    return this.order === 'little' ? first | (middle << 8) | (last << 16) : (first << 16) | (middle << 8) | last;
  }

  u32(at: number): number | undefined {
    return this.has(at, 4) ? this.#numbers.getUint32(at, this.order === 'little') : undefined;
  }

  /** Values over 2⁵³ − 1 come back as 2⁵³ − 1: past the end of any file, and still safe to add to. */
  u64(at: number): number | undefined {
    if (!this.has(at, 8)) return undefined;
    const value = this.#numbers.getBigUint64(at, this.order === 'little');
    return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);
  }

  /** The bytes themselves, not a copy. */
  slice(at: number, length: number): Uint8Array | undefined {
    return this.has(at, length) ? this.bytes.subarray(at, at + length) : undefined;
  }

  /** At most `length` bytes from `at` on, as a view of their own; shorter where these bytes end. */
  from(at: number, length: number = this.length): ByteView {
    return new ByteView(this.bytes.subarray(at, at + length), this.order);
  }

  /** One character a byte, U+0000 to U+00FF. Meant for four-letter codes and short names. */
  latin1(at: number, length: number): string | undefined {
    const bytes = this.slice(at, length);
    return bytes && latin1(bytes);
  }

  /** Whether the bytes at `at` are those of `text`, one byte a character. */
  startsWith(text: string, at = 0): boolean {
    if (!this.has(at, text.length)) return false;
    for (let i = 0; i < text.length; i++) if (this.bytes[at + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  /**
   * The text up to the next NUL as Latin-1, without it.
   * `undefined` when no NUL comes within `cap` bytes.
   */
  zeroTerminated(at: number, cap: number): string | undefined {
    if (!this.has(at, 0)) return undefined;
    const end = this.bytes.subarray(at, at + cap).indexOf(0);
    return end < 0 ? undefined : this.latin1(at, end);
  }
}

/** Bytes as Latin-1 text, in pieces small enough for any engine's argument limit. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return text;
}

/** Bytes as UTF-8; `undefined` when they are not. A leading byte order mark is kept. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return STRICT_UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

const PIECE = 8192;
const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
