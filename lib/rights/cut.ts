/** Longest text of a line that is kept, in characters: more than a table shows, less than an attack needs. */
const MAX_TEXT = 300;

/** A text as lines keep it: one line, cut. */
export function cut(text: string): string {
  // Cut before as well: the blanks of a megabyte are not worth replacing.
  return text
    .slice(0, 4 * MAX_TEXT)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_TEXT);
}
