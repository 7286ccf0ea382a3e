/**
 * What the person has selected in this frame, in a field as well; cut at the cap. Run in the frame by
 * `scripting.executeScript`, so it must stand on its own: everything it calls is inside it.
 */
export function selectedText(): string {
  /** In UTF-16 code units; a longer selection is a document, and is read as a file. */
  const MAX_LENGTH = 1_000_000;
  const field = document.activeElement;
  const isField = field instanceof HTMLTextAreaElement;
  const inField = isField ? field.value.slice(field.selectionStart, field.selectionEnd) : '';
  return (inField || (getSelection()?.toString() ?? '')).slice(0, MAX_LENGTH);
}
