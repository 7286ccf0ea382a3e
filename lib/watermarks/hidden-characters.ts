import { hiddenMessage, type HiddenMessage, spreadMessage } from './hidden-message.ts';
import { isAtHome } from './at-home.ts';

/** Characters of a text that show nothing and serve nothing where they stand. Who put them there, and why, they do not say. */
export interface HiddenCharacters {
  /** All of them. */
  readonly count: number;
  /** How often each occurs, most often first; at most `MOST_KINDS`. */
  readonly kinds: readonly { readonly codePoint: number; readonly count: number }[];
  /** Where they stand, in the text's order; at most `MOST_PLACES`. */
  readonly places: readonly HiddenPlace[];
  /** What runs of them spell, where a known code makes text or bytes of them; at most `MOST_MESSAGES`. */
  readonly messages: readonly HiddenMessage[];
}

/** One run of hidden characters. */
export interface HiddenPlace {
  /** Line of the text, from 1. */
  readonly line: number;
  readonly count: number;
  /** The text around, at most `AROUND` characters each, within the line. */
  readonly before: string;
  readonly after: string;
}

/**
 * Lists the invisible characters of a text that are not where writing needs them: emoji and flags, joiners of Arabic,
 * Persian and Indic scripts, hyphenation, direction marks and the like are left out, and so is a C2PA record.
 * `null`: there are none. U+202F and other spaces show, and are not looked for.
 */
export function findHiddenCharacters(text: string): HiddenCharacters | null {
  const counts = new Map<number, number>();
  const places: HiddenPlace[] = [];
  const messages: HiddenMessage[] = [];
  const spread: number[] = [];
  let count = 0;
  let tried = 0;
  let line = 1;
  let counted = 0;
  for (const match of text.matchAll(INVISIBLE_RUN)) {
    const start = match.index;
    const run = strangersIn(match[0], text, start);
    if (run.length === 0) continue;
    count += run.length;
    for (const codePoint of run) counts.set(codePoint, (counts.get(codePoint) ?? 0) + 1);
    const message = messages.length < MOST_MESSAGES && tried++ < MOST_TRIED ? hiddenMessage(run) : null;
    if (message !== null) messages.push(message);
    else if (spread.length < MOST_SPREAD) spread.push(...run.slice(0, MOST_SPREAD));
    if (places.length >= MOST_PLACES) continue;
    line += lineBreaks(text.slice(counted, start));
    counted = start;
    places.push({ line, count: run.length, ...around(text, start, start + match[0].length) });
  }
  if (count === 0) return null;
  // One character between two words says nothing; all of them together may.
  const together = messages.length === 0 ? spreadMessage(spread) : null;
  const kinds = [...counts].map(([codePoint, times]) => ({ codePoint, count: times }));
  return {
    count,
    kinds: kinds.sort((one, other) => other.count - one.count).slice(0, MOST_KINDS),
    places,
    messages: together === null ? messages : [together],
  };
}

/** The characters of one run that are not at home between their neighbors. */
function strangersIn(run: string, text: string, start: number): readonly number[] {
  const characters = [...run].map((character) => character.codePointAt(0) ?? 0);
  const left = [...text.slice(Math.max(start - NEAR, 0), start)];
  const right = [...text.slice(start + run.length, start + run.length + NEAR)];
  const neighbors = { before: left.at(-1) ?? '', after: right[0] ?? '', near: [...left, ' ', ...right].join('') };
  return isAtHome(characters, neighbors) ? [] : characters;
}

function around(text: string, start: number, end: number): Pick<HiddenPlace, 'before' | 'after'> {
  const [before = ''] = /[^\r\n]*$/.exec(text.slice(Math.max(start - AROUND, 0), start)) ?? [];
  const [after = ''] = /^[^\r\n]*/.exec(text.slice(end, end + AROUND)) ?? [];
  // Not from or to the middle of a surrogate pair.
  return { before: before.replace(/^[\udc00-\udfff]/, ''), after: after.replace(/[\ud800-\udbff]$/, '') };
}

function lineBreaks(text: string): number {
  let breaks = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) breaks++;
  return breaks;
}

/** What shows nothing by Unicode's own list, assigned or not. Spaces of any width are not on it. */
const INVISIBLE_RUN = /\p{Default_Ignorable_Code_Point}+/gu;
/** Code units on each side, in which the script of the text shows. */
const NEAR = 12;
const AROUND = 24;
const MOST_KINDS = 32;
const MOST_PLACES = 20;
const MOST_MESSAGES = 8;
/** Runs held against the codes. */
const MOST_TRIED = 1000;
/** Characters gathered from all over a text, to be read as one message. */
const MOST_SPREAD = 65_536;
