import { utf8 } from '../bytes/byte-view.ts';

/**
 * The characters of an XML text, from its first `<` on, in the encoding that this `<` shows
 * (XML 1.0 appendix F; XMP in JPEG is UTF-8, in other files UTF-16 and UTF-32 occur). `''`: no `<` at all.
 */
export function decodeXmlText(bytes: Uint8Array): string {
  const at = bytes.indexOf(LESS_THAN);
  if (at < 0) return '';
  // What follows a `<` is ASCII, so a zero after it is half or a quarter of a character.
  const isWide = bytes[at + 1] === 0;
  if (isWide && bytes[at + 2] === 0 && bytes[at + 3] === 0)
    return at % 4 === 3 ? decodeUtf32(bytes.subarray(at - 3), false) : decodeUtf32(bytes.subarray(at), true);
  if (isWide && at % 2 === 1) return new TextDecoder('utf-16be').decode(bytes.subarray(at - 1));
  if (isWide) return new TextDecoder('utf-16le').decode(bytes.subarray(at));
  const text = bytes.subarray(at);
  return utf8(text) ?? new TextDecoder('windows-1252').decode(text);
}

function decodeUtf32(bytes: Uint8Array, isLittle: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, isLittle);
    pieces.push(code <= LAST_CODE_POINT ? String.fromCodePoint(code) : REPLACEMENT);
  }
  return pieces.join('');
}

const LESS_THAN = 0x3c;
const LAST_CODE_POINT = 0x10ffff;
const REPLACEMENT = '\ufffd';
