/** Major types of CBOR (RFC 8949 §3.1). */
export const CBOR = { unsigned: 0, negative: 1, bytes: 2, text: 3, array: 4, map: 5, tag: 6, simple: 7 } as const;

/** The head of one data item: its major type, its argument, and where what it announces starts. */
export interface CborHead {
  readonly major: number;
  /** A number, a length in bytes, or a count of items; over 2⁵³ − 1 it is 2⁵³ − 1, past the end of any bytes. */
  readonly argument: number;
  readonly start: number;
}

/** Items walked over to find the end of one; a signature's headers have a few dozen. */
const MAX_ITEMS = 4096;

/** The head of the data item at `offset`; `null` when it does not lie before the end or is of indefinite length (§3.2.2). */
export function cborHead(bytes: Uint8Array, offset: number): CborHead | null {
  const initial = bytes[offset];
  if (initial === undefined) return null;
  const major = initial >> 5;
  const short = initial & 0x1f;
  if (short < 24) return { major, argument: short, start: offset + 1 };
  if (short > 27) return null;
  const start = offset + 1 + 2 ** (short - 24);
  if (start > bytes.length) return null;
  const argument = bytes.subarray(offset + 1, start).reduce((sum, byte) => sum * 256 + byte, 0);
  return { major, argument: Math.min(argument, Number.MAX_SAFE_INTEGER), start };
}

/** Where the data item at `offset` ends, whatever is in it; `null` when it does not lie wholly in the bytes. */
export function cborEnd(bytes: Uint8Array, offset: number): number | null {
  let at = offset;
  let left = 1;
  for (let count = 0; left > 0; count += 1) {
    const head = count < MAX_ITEMS ? cborHead(bytes, at) : null;
    if (head === null || left > MAX_ITEMS) return null;
    const { major, argument, start } = head;
    at = major === CBOR.bytes || major === CBOR.text ? start + argument : start;
    if (at > bytes.length) return null;
    left -= 1;
    if (major === CBOR.array) left += argument;
    else if (major === CBOR.map) left += argument * 2;
    else if (major === CBOR.tag) left += 1;
  }
  return at;
}

/** The content of a byte or text string at `offset`; `null` for any other item, and where it is cut off. */
export function cborString(bytes: Uint8Array, offset: number, major: number = CBOR.bytes): Uint8Array | null {
  const head = cborHead(bytes, offset);
  if (head?.major !== major || head.start + head.argument > bytes.length) return null;
  return bytes.subarray(head.start, head.start + head.argument);
}
