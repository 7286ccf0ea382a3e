import type badges from '../../locales/badges/en.json';
import type en from '../../locales/en.json';

/** Keys of the words on badges (`locales/badges/en.json`). */
export type BadgeKey = keyof typeof badges;

/** Keys of the words said about a picture: badge, card, ladder (`locales/en.json` besides). */
export type MessageKey = BadgeKey | keyof typeof en;

/**
 * A message, or its forms: plurals by CLDR category, chosen with the value named `count`, or by what is spoken of, chosen
 * with the value named `kind`; the latter may have plural forms of their own. `other` stands for those not given.
 */
export type Message = string | { readonly [form: string]: Message };

export type Messages<Key extends string> = Readonly<Record<Key, Message>>;

/** What goes into `{placeholders}`. Numbers are written in Western digits, in the language's own grouping. */
export type Values = Readonly<Record<string, string | number>>;

/** Turns a key into words. Carries its language (BCP 47) for dates, numbers and lists. */
export interface Translate<Key extends string = MessageKey> {
  (key: Key, values?: Values): string;
  readonly language: string;
}

/** Makes the translator of one language from its messages. Placeholders without a value stay visible. */
export function createTranslate<Key extends string>(messages: Messages<Key>, language: string): Translate<Key> {
  // Made when first needed: each costs tens of milliseconds, and most messages count nothing.
  const plurals = once(() => new Intl.PluralRules(language));
  const numbers = once(() => new Intl.NumberFormat(language, { numberingSystem: 'latn' }));
  const isRtl = isRightToLeft(language);
  const translate = (key: Key, values: Values = {}): string =>
    formOf(messages[key], values, plurals).replace(PLACEHOLDER, (whole, name: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined) return whole;
      if (typeof value === 'number') return numbers().format(value);
      return isRtl || RIGHT_TO_LEFT_LETTER.test(value) ? isolate(value) : value;
    });
  return Object.assign(translate, { language });
}

/** Whether a language is written from right to left. */
export function isRightToLeft(language: string): boolean {
  return RIGHT_TO_LEFT_LANGUAGE.test(language);
}

const PLACEHOLDER = /\{(\w+)\}/g;
const RIGHT_TO_LEFT_LANGUAGE = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/i;
const RIGHT_TO_LEFT_LETTER = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';

/** Keeps a name of the other direction from reordering the sentence around it (UAX #9). */
function isolate(text: string): string {
  return FIRST_STRONG_ISOLATE + text + POP_DIRECTIONAL_ISOLATE;
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}

function formOf(message: Message | undefined, values: Values, plurals: () => Intl.PluralRules): string {
  if (message === undefined || typeof message === 'string') return message ?? '';
  const { count, kind = 'other' } = values;
  const category = typeof count === 'number' ? plurals().select(count) : 'other';
  const ofKind = kind !== 'other' && Object.hasOwn(message, kind) ? message[kind] : undefined;
  return formOf(ofKind ?? message[category] ?? message['other'], values, plurals);
}
