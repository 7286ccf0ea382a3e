import { CONTENT_IMAGE, imageCodeDistance, imageUnitOf, parseImageCode, UNIT } from './iscc.ts';

/** Name of ISCC in C2PA's soft binding algorithm list. */
export const ISCC_ALGORITHM = 'io.iscc.v0';
/** Stores of records are to look for whole codes only (IEP-0020). */
export const ISCC_BINDING_BITS = 256;

/** The base64 value of a soft binding of one Image-Code: a sequence of ISCC-UNITs, here of one (IEP-0020). */
export function isccBindingOf(code: Uint8Array): string {
  return btoa(String.fromCharCode(...imageUnitOf(code)));
}

/**
 * Whether two such values each hold an Image-Code and some of these are of pictures that look alike. There is no norm for
 * how near that is; in practice up to a tenth or an eighth of the bits differ between copies of one picture.
 */
export function areAlike(one: string, other: string): boolean {
  const others = imageCodesIn(other);
  return imageCodesIn(one).some((code) =>
    others.some((each) => {
      const bits = Math.min(code.length, each.length) * 8;
      const isTelling = bits >= LEAST_BITS && hasShape(code) && hasShape(each);
      return isTelling && imageCodeDistance(code, each) * MOST_DIFFERENT <= bits;
    }),
  );
}

/** An eighth. */
const MOST_DIFFERENT = 8;
/** A shorter code is shared by strangers. */
const LEAST_BITS = 64;
/** Half the bits of a code are set as a rule, and next to none of a flat picture's: all of those are alike. */
function hasShape(code: Uint8Array): boolean {
  return imageCodeDistance(code, new Uint8Array(code.length)) * 4 >= code.length * 8;
}

/** Of one value: a sequence has one unit of a kind, and rarely six in all. */
const MAX_UNITS = 32;
/** A composite code or an identifier is no unit of a sequence. */
const LAST_UNIT_TYPE = 4;
/** From here on a header's nibble goes on into the next (ISO 24138 §5): no unit has so large a field. */
const LONG_NIBBLE = 8;

/** The Image-Codes of a value: bytes of a sequence, or the text of one code, which some tools write. */
function imageCodesIn(value: string): readonly Uint8Array[] {
  const bytes = bytesOf(value);
  const text = parseImageCode(String.fromCharCode(...bytes.subarray(0, MAX_TEXT)));
  if (text !== null) return [text];
  const codes: Uint8Array[] = [];
  for (let at = 0, count = 0; at + 2 <= bytes.length && count < MAX_UNITS; count++) {
    const [kind = 0, form = 0] = bytes.subarray(at, at + 2);
    const nibbles = [kind >> 4, kind & 15, form >> 4, form & 15];
    if (nibbles.some((nibble) => nibble >= LONG_NIBBLE) || kind >> 4 > LAST_UNIT_TYPE) break;
    const end = at + 2 + ((form & 15) + 1) * UNIT;
    if (end > bytes.length) break;
    if (kind === CONTENT_IMAGE && form >> 4 === 0) codes.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return codes;
}

/** `ISCC:` and 55 characters, and one more to see that it ends there. */
const MAX_TEXT = 61;

function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
