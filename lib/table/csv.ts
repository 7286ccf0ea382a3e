/** A cell's value; `null` is an empty cell. */
export type Cell = string | number | null;

/**
 * Lines as CSV (RFC 4180): CRLF after each, every text in quotes. Texts come from pages and files, and spreadsheets run
 * what looks like a formula: such a text gets an apostrophe in front, which they take for "this is text".
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvOf(lines: readonly (readonly Cell[])[]): string {
  return lines.map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('');
}

/** `=`, `+`, `-`, `@`, in their wide forms too, tab and line ends; also behind spaces, which some programs leave out. */
const FORMULA = /^[ \u00a0\u3000]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return `"${text.replaceAll('"', '""')}"`;
}
