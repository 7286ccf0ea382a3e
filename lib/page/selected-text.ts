/** Longest text handed over, in UTF-16 code units; a longer selection is a document, and is read as a file. */
const MAX_LENGTH = 1_000_000;

/** What the person has selected in this frame, in a field as well; cut at the cap. */
export function selectedText(): string {
  const field = document.activeElement;
  const isField = field instanceof HTMLTextAreaElement;
  const inField = isField ? field.value.slice(field.selectionStart, field.selectionEnd) : '';
  return (inField || (getSelection()?.toString() ?? '')).slice(0, MAX_LENGTH);
}
