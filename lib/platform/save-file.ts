/** Milliseconds after which the browser has taken a saved file's bytes. */
const TAKEN_AFTER = 60_000;

/**
 * Offers text as a download, without any permission for downloads.
 * @param click presses a link with that address and name; only pages have links.
 */
export function saveFile(text: string, type: string, click: (href: string) => void): void {
  saveBlob(new Blob([text], { type }), click);
}

/** The same for what is no text, or too much for one. */
export function saveBlob(blob: Blob, click: (href: string) => void): void {
  const href = URL.createObjectURL(blob);
  click(href);
  setTimeout(() => URL.revokeObjectURL(href), TAKEN_AFTER);
}
