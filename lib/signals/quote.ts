/** Characters of one text kept in a report: enough to see the tag for what it is. */
const MAX_QUOTE = 2000;

/** A text as it is quoted in a report. */
export function quote(text: string, cap = MAX_QUOTE): string {
  if (text.length <= cap) return text;
  // Not between the halves of a surrogate pair.
  const end = /[\ud800-\udbff]/.test(text.charAt(cap - 1)) ? cap - 1 : cap;
  return text.slice(0, end);
}
