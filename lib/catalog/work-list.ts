import type { WorkWords } from './catalog.ts';

/** A work as a list names it: by the address of its picture, or by the name of its file. */
export interface ListedWork {
  readonly place: string;
  readonly isAddress: boolean;
  /** Only what the list says. */
  readonly words: Partial<WorkWords>;
}

/** What a list holds, or why it is none. */
export type WorkList =
  | {
      readonly kind: 'list';
      readonly works: readonly ListedWork[];
      /** Lines without a place, or too many. */ readonly leftOut: number;
    }
  | { readonly kind: 'failed'; readonly why: 'no-list' | 'too-large' };

/** Characters of a list: 20,000 works with a line of 800 each. */
export const MAX_LIST_LENGTH = 16 * 1024 * 1024;
const MAX_WORKS = 20_000;
const MAX_COLUMNS = 64;
/** Characters of one of its texts, as in the catalog. */
const MAX_TEXT = 300;
const MAX_NOTES = 4_096;
/** Longer addresses exist only as attacks. */
const MAX_PLACE = 8 * 1024;

type Column = 'place' | keyof WorkWords;

/** Names of columns and fields, in small letters; as the page of works tells them. */
const COLUMNS: ReadonlyMap<string, Column> = new Map([
  ['file', 'place'],
  ['filename', 'place'],
  ['address', 'place'],
  ['url', 'place'],
  ['title', 'title'],
  ['creator', 'creator'],
  ['licence', 'licence'],
  ['license', 'licence'],
  ['notes', 'notes'],
]);

/**
 * A list of works, as CSV whose first line names the columns (RFC 4180; comma, semicolon or tab), or as JSON, an array
 * of objects. Anybody's file: nothing of it is run or fetched here, unknown columns are passed over, and what is too
 * long is cut or left out.
 */
export function parseWorkList(text: string): WorkList {
  if (text.length > MAX_LIST_LENGTH) return { kind: 'failed', why: 'too-large' };
  const bare = text.replace(/^\ufeff/, '');
  const lines = /^\s*\[/.test(bare) ? jsonLines(bare) : csvLines(bare);
  if (lines === null) return { kind: 'failed', why: 'no-list' };
  const works: ListedWork[] = [];
  let leftOut = 0;
  for (const line of lines) {
    const work = workOf(line);
    if (work === null || works.length >= MAX_WORKS) leftOut += 1;
    else works.push(work);
  }
  return { kind: 'list', works, leftOut };
}

function workOf(line: ReadonlyMap<Column, string>): ListedWork | null {
  const place = line.get('place')?.trim() ?? '';
  if (place === '' || place.length > MAX_PLACE) return null;
  const words: { -readonly [Name in keyof WorkWords]?: string } = {};
  for (const name of ['title', 'creator', 'licence', 'notes'] as const) {
    const said = line.get(name)?.trim() ?? '';
    if (said !== '') words[name] = said.slice(0, name === 'notes' ? MAX_NOTES : MAX_TEXT);
  }
  return { place, isAddress: /^https?:\/\//i.test(place), words };
}

function jsonLines(text: string): readonly ReadonlyMap<Column, string>[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.map(jsonLine) : null;
  } catch {
    return null;
  }
}

function jsonLine(value: unknown): ReadonlyMap<Column, string> {
  const fields = typeof value === 'object' && value !== null ? Object.entries(value).slice(0, MAX_COLUMNS) : [];
  const line = new Map<Column, string>();
  for (const [name, said] of fields) {
    const column = COLUMNS.get(name.trim().toLowerCase());
    if (column !== undefined && typeof said === 'string') line.set(column, said);
  }
  return line;
}

/** `null`: the first line names no column that says where a work is. */
function csvLines(text: string): readonly ReadonlyMap<Column, string>[] | null {
  const [head = '', ...rest] = cellsOf(text, separatorOf(text));
  const columns = [...head].map((name) => COLUMNS.get(name.trim().toLowerCase()) ?? null);
  if (!columns.includes('place')) return null;
  return rest
    .filter((cells) => cells.some((cell) => cell !== ''))
    .map((cells) => {
      const line = new Map<Column, string>();
      for (const [at, cell] of cells.entries()) {
        const column = columns[at];
        if (column != null && !line.has(column)) line.set(column, cell);
      }
      return line;
    });
}

function separatorOf(text: string): string {
  const [head = ''] = text.split(/\r?\n/, 1);
  return [';', '\t'].find((each) => head.includes(each) && !head.includes(',')) ?? ',';
}

/** One pass over the text: a quote that is never closed takes the rest of it, and no more. */
function cellsOf(text: string, separator: string): readonly (readonly string[])[] {
  const lines: string[][] = [];
  let line: string[] = [];
  let at = 0;
  const push = (cell: string): void => void (line.length < MAX_COLUMNS && line.push(cell));
  while (at < text.length && lines.length <= 2 * MAX_WORKS) {
    if (text[at] === '"') {
      const [cell, end] = quoted(text, at + 1);
      push(cell);
      at = end;
    } else {
      const end = plainEnd(text, at, separator);
      push(text.slice(at, end));
      at = end;
    }
    if (text[at] === separator) {
      at += 1;
      if (at < text.length && text[at] !== '\n' && text[at] !== '\r') continue;
      push('');
    }
    if (text.startsWith('\r\n', at)) at += 2;
    else if (text[at] === '\n' || text[at] === '\r') at += 1;
    else if (at < text.length) continue;
    lines.push(line);
    line = [];
  }
  return lines;
}

function quoted(text: string, from: number): readonly [cell: string, end: number] {
  const parts: string[] = [];
  let start = from;
  for (;;) {
    const end = text.indexOf('"', start);
    if (end < 0) return [parts.join('"') + (parts.length > 0 ? '"' : '') + text.slice(start), text.length];
    parts.push(text.slice(start, end));
    if (text[end + 1] !== '"') return [parts.join('"'), end + 1];
    start = end + 2;
  }
}

function plainEnd(text: string, from: number, separator: string): number {
  let at = from;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}
