import { latin1 } from '../bytes/byte-view.ts';
import type { Decoded, TextField } from '../model/fields.ts';
import { commonTagName } from './tag-names.ts';
import { decodeText, trimBlanks } from './text.ts';

/** The strings of a PDF's information dictionary, `<<` to `>>` (ISO 32000-2 §14.3.3). */
export function decodePdfInfo(bytes: Uint8Array): Decoded<readonly TextField[]> {
  if (bytes.length > LARGEST) return { value: [], incomplete: 'too-large' };
  const text = latin1(bytes);
  const fields: TextField[] = [];
  let name: string | null = null;
  // Names and strings by turns; whatever else stands between them is passed over.
  for (let at = 0; at < text.length;) {
    const end = tokenEnd(text, at);
    if (end < 0) return { value: fields, incomplete: 'malformed' };
    const token = text.slice(at, end);
    at = end;
    if (token.startsWith('/')) name = unescapeName(token.slice(1));
    if (name === null || !isString(token)) continue;
    if (fields.length === MOST_FIELDS) return { value: fields, incomplete: 'too-large' };
    const keyword = name === 'Creator' ? 'Software' : commonTagName(name);
    fields.push({ keyword, text: stringOf(token), where: `PDF ${name}` });
    name = null;
  }
  return { value: fields, incomplete: null };
}

function isString(token: string): boolean {
  return token.startsWith('(') || (token.startsWith('<') && token !== '<<');
}

/** Offset behind the name, string or other single character at `at`; -1: a string that does not end. */
function tokenEnd(text: string, at: number): number {
  const first = text.charAt(at);
  if (text.startsWith('<<', at) || text.startsWith('>>', at)) return at + 2;
  if (first === '<') return text.indexOf('>', at) + 1 || -1;
  if (first !== '/' && first !== '(') return at + 1;
  let open = 0;
  for (let i = at; i < text.length; i++) {
    const character = text.charAt(i);
    if (first === '/' && i > at && NAME_ENDS.has(character)) return i;
    if (first === '/') continue;
    if (character === '\\') i++;
    else if (character === '(') open++;
    else if (character === ')' && --open === 0) return i + 1;
  }
  return first === '/' ? text.length : -1;
}

function unescapeName(name: string): string {
  return name.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** UTF-16 or UTF-8 with a byte order mark, else PDFDocEncoding, of which the ASCII and most of Latin-1 is read (§7.9.2). */
function stringOf(token: string): string {
  const raw = token.startsWith('(') ? unescapeLiteral(token.slice(1, -1)) : fromHex(token.slice(1, -1));
  const bytes = Uint8Array.from(raw, (character) => character.charCodeAt(0));
  if (raw.startsWith('\xfe\xff')) return trimBlanks(new TextDecoder('utf-16be').decode(bytes));
  return decodeText(bytes);
}

function unescapeLiteral(text: string): string {
  return text.replace(/\\(?:([0-7]{1,3})|\r\n|([^]))/g, (_, octal?: string, letter?: string) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    return letter === undefined || letter === '\n' || letter === '\r' ? '' : (ESCAPES.get(letter) ?? letter);
  });
}

function fromHex(text: string): string {
  const digits = text.replace(/[^0-9a-f]/gi, '');
  return digits.replace(/..?/g, (pair) => String.fromCharCode(Number.parseInt(pair.padEnd(2, '0'), 16)));
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['b', '\b'],
  ['f', '\f'],
]);
const NAME_ENDS = new Set('\0\t\n\f\r ()<>[]{}/%');
const LARGEST = 256 * 1024;
const MOST_FIELDS = 256;
