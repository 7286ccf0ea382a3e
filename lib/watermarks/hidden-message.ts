import { utf8 } from '../bytes/byte-view.ts';

/** What a run of hidden characters spells in a known code. */
export interface HiddenMessage {
  readonly code: 'tags' | 'variation-selectors' | 'zero-width';
  /** The text, cut at `MOST_TEXT` characters; `null` where the bytes are none. */
  readonly text: string | null;
  /** Bytes of the whole message. */
  readonly bytes: number;
}

/** The message of one run; `null` where no code makes one of it. */
export function hiddenMessage(run: readonly number[]): HiddenMessage | null {
  return tagMessage(run) ?? selectorMessage(run) ?? spreadMessage(run);
}

/** Tags U+E0020 to U+E007E are ASCII once more. */
function tagMessage(run: readonly number[]): HiddenMessage | null {
  const letters = run.filter((codePoint) => codePoint >= 0xe0020 && codePoint <= 0xe007e);
  if (letters.length === 0) return null;
  const text = letters.slice(0, MOST_TEXT).map((codePoint) => String.fromCharCode(codePoint - 0xe0000));
  return { code: 'tags', text: text.join(''), bytes: letters.length };
}

/** 256 selectors are 256 bytes: U+FE00 to U+FE0F are 0 to 15, U+E0100 to U+E01EF the others. */
function selectorMessage(run: readonly number[]): HiddenMessage | null {
  const bytes = Uint8Array.from(run.map(selectorByte).filter((byte) => byte !== null));
  // Fewer are a slip of the keyboard.
  if (bytes.length < SHORTEST_SELECTORS) return null;
  return { code: 'variation-selectors', text: readable(bytes), bytes: bytes.length };
}

function selectorByte(codePoint: number): number | null {
  if (codePoint >= 0xfe00 && codePoint <= 0xfe0f) return codePoint - 0xfe00;
  return codePoint >= 0xe0100 && codePoint <= 0xe01ef ? codePoint - 0xe0100 + 16 : null;
}

/**
 * Zero-width characters as digits: two of them as bits, in either sense and 7, 8 or 16 to a character, also with a
 * third between characters and a fourth between bits; four of them as digits of base 4, in the order of their numbers.
 * Only a whole, readable text counts: most such codes are private, and anything can be read into a few bits.
 */
export function spreadMessage(run: readonly number[]): HiddenMessage | null {
  const digits = run.slice(0, MOST_DIGITS).filter((codePoint) => ZERO_WIDTH.has(codePoint));
  const alphabet = [...new Set(digits)].sort((one, other) => one - other);
  if (alphabet.length < 2 || alphabet.length > 4 || digits.length < SHORTEST_TEXT * 7) return null;
  const texts = [...bitTexts(digits, alphabet), ...(alphabet.length === 4 ? baseFourTexts(digits, alphabet) : [])];
  const text = texts.find((each) => each !== null);
  return text === undefined || text === null
    ? null
    : { code: 'zero-width', text: text.slice(0, MOST_TEXT), bytes: new TextEncoder().encode(text).length };
}

function bitTexts(digits: readonly number[], alphabet: readonly number[]): readonly (string | null)[] {
  return alphabet.flatMap((zero) =>
    alphabet
      .filter((one) => one !== zero)
      .flatMap((one) => {
        const others = alphabet.filter((each) => each !== zero && each !== one);
        const separators = others.length === 0 ? [null] : others;
        return separators.map((separator) => bitText(digits, zero, one, separator));
      }),
  );
}

/** Any character that is neither bit nor separator is passed over. */
function bitText(digits: readonly number[], zero: number, one: number, separator: number | null): string | null {
  const signs = new Map([
    [zero, '0'],
    [one, '1'],
  ]);
  if (separator !== null) signs.set(separator, ' ');
  const written = digits.map((codePoint) => signs.get(codePoint) ?? '').join('');
  if (separator !== null) {
    const groups = written.trim().split(' ');
    if (groups.some((group) => group === '' || group.length > 21)) return null;
    return readableOf(groups.map((group) => Number.parseInt(group, 2)));
  }
  for (const width of [8, 16, 7]) {
    // Half of all 7 bits are letters: a short run of them is read into anything.
    if (written.length % width !== 0 || (width === 7 && written.length < SHORTEST_SEVENS)) continue;
    const units = written.match(new RegExp(`.{${width}}`, 'g'))?.map((group) => Number.parseInt(group, 2)) ?? [];
    const text = width === 8 ? readable(Uint8Array.from(units)) : readableOf(units);
    if (text !== null) return text;
  }
  return null;
}

function baseFourTexts(digits: readonly number[], alphabet: readonly number[]): readonly (string | null)[] {
  return [4, 8].map((width) => {
    if (digits.length % width !== 0) return null;
    const written = digits.map((codePoint) => alphabet.indexOf(codePoint)).join('');
    const units = written.match(new RegExp(`.{${width}}`, 'g'))?.map((group) => Number.parseInt(group, 4)) ?? [];
    return width === 4 ? readable(Uint8Array.from(units)) : readableOf(units);
  });
}

function readable(bytes: Uint8Array): string | null {
  const text = utf8(bytes);
  return text !== undefined && isReadable(text) ? text : null;
}

function readableOf(units: readonly number[]): string | null {
  if (units.some((unit) => unit > 0x10ffff)) return null;
  const text = units.map((unit) => String.fromCodePoint(unit)).join('');
  // Of 16 random bits half make some letter, and most of those are Chinese.
  const plain = units.filter((unit) => unit < 0x250).length;
  return plain * 2 > units.length && isReadable(text) ? text : null;
}

/** Letters, digits, punctuation and spaces, three of four of them letters, digits or spaces. */
function isReadable(text: string): boolean {
  const characters = [...text];
  if (
    characters.length < SHORTEST_TEXT ||
    !characters.every((each) => /[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\t\n\r]/u.test(each))
  )
    return false;
  return characters.filter((each) => /[\p{L}\p{N} ]/u.test(each)).length * 4 >= characters.length * 3;
}

/** What such codes are made of. */
const ZERO_WIDTH: ReadonlySet<number> = new Set([
  0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x202c, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xfeff, 0x180e,
]);
const SHORTEST_SELECTORS = 4;
/** Characters: what fewer say is not worth the chance that nobody said it. */
const SHORTEST_TEXT = 4;
const SHORTEST_SEVENS = 10 * 7;
const MOST_TEXT = 2000;
const MOST_DIGITS = 65_536;
