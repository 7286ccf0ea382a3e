/** Tag byte of a SEQUENCE (X.690 §8.9). */
export const SEQUENCE = 0x30;

/** One value of a DER text (X.690): its tag byte, and where it and its content lie. */
export interface DerValue {
  readonly tag: number;
  /** Where its tag stands. */
  readonly offset: number;
  /** Where its content starts. */
  readonly start: number;
  /** Where its content, and so the value, ends. */
  readonly end: number;
}

/**
 * The value whose tag stands at `offset`; `null` when it does not lie wholly before `limit`, is of indefinite length
 * or has a tag of more than one byte. A length in more bytes than it needs is taken as it stands.
 */
export function derValue(bytes: Uint8Array, offset: number, limit = bytes.length): DerValue | null {
  const [tag, first] = bytes.subarray(offset, offset + 2);
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return null;
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || lengthBytes > MAX_LENGTH_BYTES) return null;
  const start = offset + 2 + lengthBytes;
  const length =
    lengthBytes === 0 ? first : bytes.subarray(offset + 2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  const end = start + length;
  return end <= Math.min(limit, bytes.length) ? { tag, offset, start, end } : null;
}

/** Lengths up to 4 GB: more than any file has. */
const MAX_LENGTH_BYTES = 4;

/** The values inside another, in their order, at most `max`; up to one that does not lie within. */
export function derContents(bytes: Uint8Array, outer: DerValue | null, max: number): readonly DerValue[] {
  const found: DerValue[] = [];
  let next = outer === null ? null : derValue(bytes, outer.start, outer.end);
  while (outer !== null && next !== null && found.length < max) {
    found.push(next);
    next = derValue(bytes, next.end, outer.end);
  }
  return found;
}
