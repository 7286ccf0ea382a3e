/** A value of PDF's language (ISO 32000-2 §7.3), as far as finding a record needs it. */
export type PdfValue =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'reference'; readonly number: number }
  | { readonly kind: 'array'; readonly items: readonly PdfValue[] }
  | PdfDictionary
  /** Strings, booleans, null: nothing here looks into them. */
  | { readonly kind: 'other' };

export interface PdfDictionary {
  readonly kind: 'dictionary';
  readonly entries: ReadonlyMap<string, PdfValue>;
  /** Where it begins and ends in the text, `<<` and `>>` counted. */
  readonly start: number;
  readonly end: number;
}

/** A value and the offset behind it. */
export interface Parsed {
  readonly value: PdfValue;
  readonly end: number;
}

/** `text` ended inside the value; what is missing may come with more of it. */
export class EndOfText extends Error {}
/** The text is not PDF's language, or nests deeper than any real file. */
export class NotPdf extends Error {}

/**
 * The value at `at` of `text`, which is Latin-1, one character a byte.
 * @throws EndOfText, NotPdf
 */
export function parsePdfValue(text: string, at: number, depth = 0): Parsed {
  if (depth > DEEPEST) throw new NotPdf();
  const start = skipBlanks(text, at);
  const first = text.charAt(start);
  if (first === '') throw new EndOfText();
  if (first === '/') return parseName(text, start);
  if (first === '[') return parseArray(text, start + 1, depth);
  if (first === '(') return { value: OTHER, end: literalEnd(text, start + 1) };
  if (first === '<')
    return text.charAt(start + 1) === '<' ? parseDictionary(text, start, depth) : hexString(text, start);
  return parseWord(text, start);
}

/** Offset of the next character that is neither white space nor part of a comment. */
export function skipBlanks(text: string, at: number): number {
  for (;;) {
    while (BLANKS.has(text.charAt(at))) at++;
    if (text.charAt(at) !== '%') return at;
    while (at < text.length && text.charAt(at) !== '\r' && text.charAt(at) !== '\n') at++;
  }
}

/** Offset behind the `)` that closes a literal string whose `(` stands before `at`. */
export function literalEnd(text: string, at: number): number {
  for (let open = 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\') at++;
    else if (character === '(') open++;
    else if (character === ')' && --open === 0) return at + 1;
  }
  throw new EndOfText();
}

function parseName(text: string, start: number): Parsed {
  let end = start + 1;
  while (end < text.length && !isDelimiter(text.charAt(end))) end++;
  if (end === text.length) throw new EndOfText();
  const name = text
    .slice(start + 1, end)
    .replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return { value: { kind: 'name', name }, end };
}

function parseArray(text: string, start: number, depth: number): Parsed {
  const items: PdfValue[] = [];
  let at = skipBlanks(text, start);
  while (text.charAt(at) !== ']') {
    if (items.length === MOST_ITEMS) throw new NotPdf();
    const { value, end } = parsePdfValue(text, at, depth + 1);
    items.push(value);
    at = skipBlanks(text, end);
  }
  return { value: { kind: 'array', items }, end: at + 1 };
}

function parseDictionary(text: string, start: number, depth: number): Parsed {
  const entries = new Map<string, PdfValue>();
  let at = skipBlanks(text, start + 2);
  while (!text.startsWith('>>', at)) {
    if (entries.size === MOST_ITEMS) throw new NotPdf();
    const key = parsePdfValue(text, at, depth + 1);
    if (key.value.kind !== 'name') throw new NotPdf();
    const { value, end } = parsePdfValue(text, key.end, depth + 1);
    entries.set(key.value.name, value);
    at = skipBlanks(text, end);
  }
  return { value: { kind: 'dictionary', entries, start, end: at + 2 }, end: at + 2 };
}

function hexString(text: string, start: number): Parsed {
  const end = text.indexOf('>', start);
  if (end < 0) throw new EndOfText();
  return { value: OTHER, end: end + 1 };
}

/** A number, a reference (`12 0 R`), or a word such as `true`. */
function parseWord(text: string, start: number): Parsed {
  let end = start;
  while (end < text.length && !isDelimiter(text.charAt(end))) end++;
  if (end === start) throw new NotPdf();
  if (end === text.length) throw new EndOfText();
  const reference = REFERENCE.exec(text.slice(start, start + LONGEST_REFERENCE));
  if (reference !== null)
    return { value: { kind: 'reference', number: Number(reference[1]) }, end: start + reference[0].length };
  const word = text.slice(start, end);
  if (!NUMBER.test(word)) return { value: OTHER, end };
  return { value: { kind: 'number', value: Number(word) }, end };
}

function isDelimiter(character: string): boolean {
  return BLANKS.has(character) || DELIMITERS.has(character);
}

const OTHER: PdfValue = { kind: 'other' };
const BLANKS = new Set(['\0', '\t', '\n', '\f', '\r', ' ']);
const DELIMITERS = new Set(['(', ')', '<', '>', '[', ']', '{', '}', '/', '%']);
const REFERENCE = /^(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/;
const LONGEST_REFERENCE = 64;
const NUMBER = /^[+-]?(?:\d{1,15}\.?\d{0,15}|\.\d{1,15})$/;
/** Values nest a handful deep; a name tree is made of references. */
const DEEPEST = 64;
/** An array of all the pages of a long book. */
const MOST_ITEMS = 65_536;
