import type { Agreement } from '../model/comparison.ts';

/** Longest text searched for places, in characters. */
const MAX_LENGTH = 500;
/** BCP 47 (RFC 5646 §4.4.1) asks programs for no more. */
const MAX_TAG_LENGTH = 35;

/** A place as a file names it. */
export interface NamedPlace {
  readonly city: string | null;
  readonly country: string | null;
}

/**
 * What a text says of a place. Of cities there is no list, so a text agrees where it has the city's name, or that of the
 * country where the file names no city; it differs only where it names countries and the file's is none of them.
 * @param language of the text: countries are known by their names in it and in English.
 */
export function placeIn(text: string, { city, country }: NamedPlace, language: string): Agreement {
  const there = spaced(text);
  if (city !== null && has(there, city)) return 'agrees';
  const names = countryNames(language);
  const own = country === null ? null : regionOf(country, names);
  const named = regionsIn(there, names);
  const isNamed = own === null ? country !== null && has(there, country) : named.has(own);
  if (isNamed) return city === null ? 'agrees' : 'unclear';
  if (own === null || named.size === 0) return 'unclear';
  return [...named].some((region) => AMBIGUOUS.has(region)) ? 'unclear' : 'differs';
}

/** Countries whose names are also those of people, rivers, birds, or parts of other names (Georgia, New Jersey). */
const AMBIGUOUS = new Set(['GE', 'GN', 'IE', 'JE', 'JO', 'ML', 'MX', 'NE', 'TD', 'TR']);

function regionOf(country: string, names: ReadonlyMap<string, string>): string | null {
  if (/^[A-Z]{2}$/.test(country)) return country;
  return names.get(spaced(country)) ?? null;
}

/** Longer names first, so that "Papua New Guinea" is not also Guinea. */
function regionsIn(text: string, names: ReadonlyMap<string, string>): ReadonlySet<string> {
  const found = new Set<string>();
  let left = text;
  for (const [name, region] of names) {
    if (!includes(left, name)) continue;
    found.add(region);
    left = left.replaceAll(name, ' ');
  }
  return found;
}

const known = new Map<string, ReadonlyMap<string, string>>();

/** Names of the regions that have one, as `spaced` writes them, longest first; made once for each language. */
function countryNames(language: string): ReadonlyMap<string, string> {
  const tag = language.slice(0, MAX_TAG_LENGTH);
  const made =
    known.get(tag) ?? new Map([...namesIn('en'), ...namesIn(tag)].toSorted(([a], [b]) => b.length - a.length));
  // A page states one language; more are asked for by nobody but an attacker.
  if (known.size < 16) known.set(tag, made);
  return made;
}

const LETTERS = Array.from({ length: 26 }, (_, index) => String.fromCharCode(0x41 + index));

/** None in what is no language. */
function namesIn(language: string): readonly (readonly [name: string, region: string])[] {
  try {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    return LETTERS.flatMap((one) =>
      LETTERS.flatMap((other) => {
        const region = one + other;
        const name = NOT_COUNTRIES.has(region) ? undefined : names.of(region);
        return name === undefined ? [] : [[spaced(name), region] as const];
      }),
    );
  } catch {
    return [];
  }
}

/** Codes with a name that are no country: unions, tests, and what is not known (CLDR). */
const NOT_COUNTRIES = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);

function has(text: string, name: string): boolean {
  const wanted = spaced(name);
  return wanted.trim().length > 1 && includes(text, wanted);
}

/** Scripts without spaces between words are searched without them. */
function includes(text: string, name: string): boolean {
  return text.includes(UNSPACED.test(name) ? name.trim() : name);
}

const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]/u;

/** In small letters and without accents, each word between single spaces, as is the whole. */
function spaced(text: string): string {
  const plain = text.slice(0, MAX_LENGTH).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return ` ${(plain.match(/[\p{L}\d]+/gu) ?? []).join(' ')} `;
}
