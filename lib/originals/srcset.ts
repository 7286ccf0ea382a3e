/** One picture of a `srcset`. */
export interface SizedAddress {
  /** As written, not yet resolved. */
  readonly url: string;
  /** Pixels, from a `w` descriptor. */
  readonly width: number | null;
  /** Pixels per CSS pixel, from an `x` descriptor; 1 where neither is given. */
  readonly density: number | null;
}

/** A page can write any number; sites write under twenty. */
const MAX_ENTRIES = 64;
/** Longest `srcset` read, in characters. */
const MAX_LENGTH = 64 * 1024;

/**
 * Splits a `srcset` as browsers do (HTML §4.8.4.3.10): an address runs to the next white space, so it may hold commas,
 * and a comma ends an entry outside parentheses only.
 */
export function parseSrcset(text: string): readonly SizedAddress[] {
  const entries: SizedAddress[] = [];
  const input = text.slice(0, MAX_LENGTH);
  let at = 0;
  while (entries.length < MAX_ENTRIES) {
    at = skip(input, at, /[\s,]/);
    if (at >= input.length) return entries;
    const start = at;
    at = skip(input, at, /\S/);
    const written = input.slice(start, at);
    const url = written.replace(/,+$/, '');
    if (url !== written) {
      entries.push({ url, width: null, density: 1 });
      continue;
    }
    const end = endOfDescriptors(input, at);
    entries.push({ url, ...sizeOf(input.slice(at, end)) });
    at = end;
  }
  return entries;
}

function skip(input: string, from: number, while_: RegExp): number {
  let at = from;
  while (at < input.length && while_.test(input.charAt(at))) at += 1;
  return at;
}

function endOfDescriptors(input: string, from: number): number {
  let depth = 0;
  for (let at = from; at < input.length; at += 1) {
    const char = input.charAt(at);
    if (char === '(') depth += 1;
    else if (char === ')') depth = Math.max(0, depth - 1);
    else if (char === ',' && depth === 0) return at;
  }
  return input.length;
}

function sizeOf(descriptors: string): Omit<SizedAddress, 'url'> {
  const width = /(?:^|\s)(\d{1,6})w(?:\s|$)/.exec(descriptors)?.[1];
  const density = /(?:^|\s)(\d{1,3}(?:\.\d{1,3})?)x(?:\s|$)/.exec(descriptors)?.[1];
  if (width !== undefined) return { width: Number(width), density: null };
  return { width: null, density: density === undefined ? 1 : Number(density) };
}
