import type { Translate } from '../../i18n/translate.ts';
import type { Report } from '../../model/report.ts';
import type { HiddenCharacters } from '../../signals/hidden-characters.ts';
import { displayName } from './display-name.ts';

/** The hidden characters of a text, in words and safe to show. */
export interface HiddenWords {
  readonly kinds: readonly { readonly code: string; readonly name: string; readonly count: number }[];
  /** The line with each character written out, as `⟨U+200B⟩`. */
  readonly places: readonly { readonly line: number; readonly around: string; readonly count: number }[];
  /** What they spell; `text` is `null` where it is bytes and no text. */
  readonly messages: readonly { readonly text: string | null; readonly bytes: number }[];
}

/** Only texts are looked through. */
export function hiddenWords(report: Report): HiddenWords | null {
  const found = hiddenFound(report);
  if (found === null) return null;
  return {
    kinds: found.kinds.map(({ codePoint, count }) => ({ code: codeOf(codePoint), name: nameOf(codePoint), count })),
    places: found.places.map(({ line, before, after, count }) => ({
      line,
      around: `${displayName(before)} ⟨…⟩ ${displayName(after)}`.trim(),
      count,
    })),
    messages: found.messages.map(({ text, bytes }) => ({
      text: text === null ? null : displayName(text, MESSAGE_LIMIT),
      bytes,
    })),
  };
}

/** How many there are, and what they spell, in one line; `null` where there are none. */
export function hiddenLine(report: Report, t: Translate): string | null {
  const found = hiddenFound(report);
  if (found === null) return null;
  const said = t('hidden.count', { count: found.count });
  const text = found.messages.find((message) => message.text !== null)?.text ?? null;
  return text === null ? said : `${said} ${t('hidden.spell', { text: displayName(text) })}`;
}

/** Out of a cache that only the engine writes. */
function hiddenFound(report: Report): HiddenCharacters | null {
  const outcome = report.signals['hidden-characters'];
  return outcome?.kind === 'found' ? (outcome.value as HiddenCharacters) : null;
}

function codeOf(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The name that Unicode gives it, which is the same in every language. */
function nameOf(codePoint: number): string {
  if (codePoint >= 0xe0020 && codePoint <= 0xe007e) return `TAG “${String.fromCharCode(codePoint - 0xe0000)}”`;
  if (codePoint >= 0xfe00 && codePoint <= 0xfe0f) return `VARIATION SELECTOR-${codePoint - 0xfe00 + 1}`;
  if (codePoint >= 0xe0100 && codePoint <= 0xe01ef) return `VARIATION SELECTOR-${codePoint - 0xe0100 + 17}`;
  return NAMES.get(codePoint) ?? 'INVISIBLE CHARACTER';
}

const MESSAGE_LIMIT = 500;
const NAMES: ReadonlyMap<number, string> = new Map([
  [0xad, 'SOFT HYPHEN'],
  [0x34f, 'COMBINING GRAPHEME JOINER'],
  [0x61c, 'ARABIC LETTER MARK'],
  [0x115f, 'HANGUL CHOSEONG FILLER'],
  [0x1160, 'HANGUL JUNGSEONG FILLER'],
  [0x17b4, 'KHMER VOWEL INHERENT AQ'],
  [0x17b5, 'KHMER VOWEL INHERENT AA'],
  [0x180b, 'MONGOLIAN FREE VARIATION SELECTOR ONE'],
  [0x180c, 'MONGOLIAN FREE VARIATION SELECTOR TWO'],
  [0x180d, 'MONGOLIAN FREE VARIATION SELECTOR THREE'],
  [0x180e, 'MONGOLIAN VOWEL SEPARATOR'],
  [0x180f, 'MONGOLIAN FREE VARIATION SELECTOR FOUR'],
  [0x200b, 'ZERO WIDTH SPACE'],
  [0x200c, 'ZERO WIDTH NON-JOINER'],
  [0x200d, 'ZERO WIDTH JOINER'],
  [0x200e, 'LEFT-TO-RIGHT MARK'],
  [0x200f, 'RIGHT-TO-LEFT MARK'],
  [0x202a, 'LEFT-TO-RIGHT EMBEDDING'],
  [0x202b, 'RIGHT-TO-LEFT EMBEDDING'],
  [0x202c, 'POP DIRECTIONAL FORMATTING'],
  [0x202d, 'LEFT-TO-RIGHT OVERRIDE'],
  [0x202e, 'RIGHT-TO-LEFT OVERRIDE'],
  [0x2060, 'WORD JOINER'],
  [0x2061, 'FUNCTION APPLICATION'],
  [0x2062, 'INVISIBLE TIMES'],
  [0x2063, 'INVISIBLE SEPARATOR'],
  [0x2064, 'INVISIBLE PLUS'],
  [0x2066, 'LEFT-TO-RIGHT ISOLATE'],
  [0x2067, 'RIGHT-TO-LEFT ISOLATE'],
  [0x2068, 'FIRST STRONG ISOLATE'],
  [0x2069, 'POP DIRECTIONAL ISOLATE'],
  [0x206a, 'INHIBIT SYMMETRIC SWAPPING'],
  [0x206b, 'ACTIVATE SYMMETRIC SWAPPING'],
  [0x206c, 'INHIBIT ARABIC FORM SHAPING'],
  [0x206d, 'ACTIVATE ARABIC FORM SHAPING'],
  [0x206e, 'NATIONAL DIGIT SHAPES'],
  [0x206f, 'NOMINAL DIGIT SHAPES'],
  [0x3164, 'HANGUL FILLER'],
  [0xfeff, 'ZERO WIDTH NO-BREAK SPACE'],
  [0xffa0, 'HALFWIDTH HANGUL FILLER'],
  [0x1d173, 'MUSICAL SYMBOL BEGIN BEAM'],
  [0x1d174, 'MUSICAL SYMBOL END BEAM'],
  [0x1d175, 'MUSICAL SYMBOL BEGIN TIE'],
  [0x1d176, 'MUSICAL SYMBOL END TIE'],
  [0x1d177, 'MUSICAL SYMBOL BEGIN SLUR'],
  [0x1d178, 'MUSICAL SYMBOL END SLUR'],
  [0x1d179, 'MUSICAL SYMBOL BEGIN PHRASE'],
  [0x1d17a, 'MUSICAL SYMBOL END PHRASE'],
  [0xe0001, 'LANGUAGE TAG'],
  [0xe007f, 'CANCEL TAG'],
]);
