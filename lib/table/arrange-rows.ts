import type { Column, TableRow } from './table-row.ts';

export interface Order {
  readonly column: Column;
  readonly isDescending: boolean;
}

export interface RowFilter {
  /** Words that must all occur, wherever in the row. */
  readonly text: string;
  /** `null`: any. */
  readonly label: string | null;
  readonly basis: string | null;
}

export interface RowGroup {
  readonly basis: string;
  readonly rows: readonly TableRow[];
}

/**
 * The rows in this order. Rows that are equal in it stay as they were; those without a value come last either way, as
 * nothing is neither small nor large.
 * @param language BCP 47; decides the order of letters.
 */
export function sortRows(rows: readonly TableRow[], order: Order, language: string): readonly TableRow[] {
  const { column, isDescending } = order;
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  const sign = isDescending ? -1 : 1;
  return rows.toSorted((a, b) => {
    if (column === 'basis') return sign * (a.rank - b.rank);
    if (isEmpty(a[column]) || isEmpty(b[column])) return Number(isEmpty(a[column])) - Number(isEmpty(b[column]));
    if (column === 'size') return sign * ((a.size ?? 0) - (b.size ?? 0));
    return sign * collator.compare(a[column], b[column]);
  });
}

/** The rows that hold every word and have the chosen label and basis, in the order they came. */
export function filterRows(rows: readonly TableRow[], { text, label, basis }: RowFilter): readonly TableRow[] {
  const words = folded(text)
    .split(/\s+/u)
    .filter((word) => word !== '');
  return rows.filter((row) => {
    if ((label !== null && row.label !== label) || (basis !== null && row.basis !== basis)) return false;
    const all = folded([row.name, row.label, row.basis, row.kind, row.format, row.host].join('\n'));
    return words.every((word) => all.includes(word));
  });
}

/** The rows by their basis, the strongest first; within each in the order they came. */
export function groupRows(rows: readonly TableRow[]): readonly RowGroup[] {
  const groups = Map.groupBy(rows, ({ basis }) => basis);
  return [...groups]
    .map(([basis, members]) => ({ basis, rows: members }))
    .toSorted((a, b) => (a.rows[0]?.rank ?? 0) - (b.rows[0]?.rank ?? 0));
}

/** The keys from one row to another, both included, in either direction; none where one is not there. */
export function keysBetween(rows: readonly TableRow[], from: string, to: string): readonly string[] {
  const [first = -1, last = -1] = [from, to]
    .map((key) => rows.findIndex((row) => row.key === key))
    .toSorted((a, b) => a - b);
  return first === -1 ? [] : rows.slice(first, last + 1).map(({ key }) => key);
}

function isEmpty(value: string | number | null): boolean {
  return value === null || value === '';
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
