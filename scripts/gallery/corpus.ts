import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { ROOT } from '../tools.ts';

/** What a real file must come out as; any of the values listed is right. */
export interface Expected {
  readonly label: readonly (string | null)[];
  readonly basis: readonly string[];
}

/** Real files beside the project, with what is known about them. */
export interface Corpus {
  readonly folder: string;
  /** ISO date the expectations hold for. */
  readonly asOf: string;
  /** PEM of the official trust list of that date. */
  readonly trust: string;
  /** By path inside the folder. */
  readonly files: ReadonlyMap<string, Expected>;
}

/** Cases in the corpus as it was when these tests were written: told as skipped where it is absent. */
export const CORPUS_CASES = 59;

/** Where the corpus is when nobody says otherwise. */
const DEFAULT_FOLDER = join(ROOT, '..', 'shared', 'corpus');
/** Evidence that Whence does not look for yet. */
const NOT_YET = new Set(['watermark']);
const SHOWN_BY_BROWSERS = new Set(['.jpg', '.jpeg', '.png', '.webp', '.gif', '.avif', '.svg']);

/** The corpus, or `null` where there is none. */
export function openCorpus(folder = process.env['WHENCE_CORPUS'] ?? DEFAULT_FOLDER): Corpus | null {
  const list = join(folder, 'expected.json');
  if (!existsSync(list)) return null;
  const { asOf, trust, files } = JSON.parse(readFileSync(list, 'utf8')) as {
    asOf: string;
    trust: string[];
    files: Record<string, Expected>;
  };
  return {
    folder,
    asOf,
    trust: trust.map((path) => readFileSync(join(folder, path), 'utf8')).join('\n'),
    files: new Map(Object.entries(files).filter(([, { basis }]) => !basis.some((one) => NOT_YET.has(one)))),
  };
}

/** Paths of the files a browser renders. */
export function picturesOf(corpus: Corpus): readonly string[] {
  return [...corpus.files.keys()].filter((path) => SHOWN_BY_BROWSERS.has(extname(path).toLowerCase()));
}

/**
 * Does a report or badge agree with the expectation? Certificates end, so what was signed and intact at `asOf`
 * may be lapsed by now, when `isToday`.
 */
export function agrees(
  { label, basis }: { readonly label: string | null; readonly basis: string },
  expected: Expected,
  isToday: boolean,
): boolean {
  const mayHaveLapsed = isToday && basis === 'signed-lapsed' && expected.basis.some((one) => one.startsWith('signed-'));
  return expected.label.includes(label) && (expected.basis.includes(basis) || mayHaveLapsed);
}
