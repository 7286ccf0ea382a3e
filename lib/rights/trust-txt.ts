/** Longest file read, in characters: an association with thousands of members has less. */
const MAX_LENGTH = 512 * 1024;
const MAX_VALUES = 8;

/** The values of `datatrainingallowed` in a trust.txt (JournalList), in small letters and in order; one is allowed. */
export function trainingAllowed(text: string): readonly ('yes' | 'no')[] {
  const found = new Set<'yes' | 'no'>();
  for (const line of text.slice(0, MAX_LENGTH).split(/\r\n?|\n/)) {
    const [, value] = /^\s*datatrainingallowed\s*=\s*(yes|no)\s*(?:#.*)?$/i.exec(line.slice(0, 256)) ?? [];
    if (value !== undefined && found.size < MAX_VALUES) found.add(value.toLowerCase() === 'yes' ? 'yes' : 'no');
  }
  return [...found];
}
