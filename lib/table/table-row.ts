/** What a table can be ordered by. */
export type Column = 'name' | 'label' | 'basis' | 'kind' | 'format' | 'size' | 'host';

/** One medium as a table shows it: its words are ready to be read, and safe to show. */
export interface TableRow {
  /** Tells it from all others of the table. */
  readonly key: string;
  readonly name: string;
  readonly label: string;
  readonly basis: string;
  /** Place of the basis, the strongest first. */
  readonly rank: number;
  readonly kind: string;
  readonly format: string;
  /** Bytes; `null` where nobody says. */
  readonly size: number | null;
  readonly host: string;
}
