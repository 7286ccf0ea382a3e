import { utf8 } from '../bytes/byte-view.ts';

/**
 * Text of unstated encoding: UTF-8 when the bytes are valid UTF-8, else Latin-1 (read as windows-1252,
 * as browsers do). Blanks, NULs and a byte order mark at the ends are dropped.
 */
export function decodeText(bytes: Uint8Array): string {
  return trimBlanks(utf8(bytes) ?? LATIN_1.decode(bytes));
}

/** Without blanks and NULs at the ends; a NUL between words (EXIF parts two holders so) becomes a space. */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end).replaceAll('\0', ' ');
}

/** Of a character, or of a byte of ASCII. */
export function isBlank(code: number): boolean {
  return code === 0 || code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xfeff;
}

const LATIN_1 = new TextDecoder('windows-1252');
