import type { Work } from '../model/work.ts';
import { csvOf } from './csv.ts';

/** What others are told of a work: who made it and by which code to know it, and none of the person's own notes. */
type Listed = Pick<Work, 'iscc' | 'title' | 'creator' | 'licence' | 'name' | 'width' | 'height' | 'sha256'>;

/** Names of ISCC metadata (https://schema.iscc.codes) where they have one. */
const HEAD = ['iscc', 'name', 'creator', 'license', 'filename', 'width', 'height', 'sha256'] as const;

/** Works with their ISCC codes, as a spreadsheet reads them. A work without a code is left out. */
export function isccCsv(works: readonly Listed[]): string {
  return csvOf([HEAD, ...rowsOf(works)]);
}

/** The same as one JSON array of objects, under the same names. */
export function isccJson(works: readonly Listed[]): string {
  const objects = rowsOf(works).map((row) => Object.fromEntries(HEAD.map((name, at) => [name, row[at]])));
  return `${JSON.stringify(objects, null, 2)}\n`;
}

function rowsOf(works: readonly Listed[]): readonly (readonly (string | number)[])[] {
  return works.flatMap(({ iscc, title, creator, licence, name, width, height, sha256 }) =>
    iscc === null ? [] : [[iscc, title, creator, licence, name, width, height, sha256]],
  );
}
