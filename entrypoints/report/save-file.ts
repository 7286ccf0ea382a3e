/** Milliseconds the browser has to take a file over. */
const SAVING_MS = 60_000;

/** Hands a pack to the browser as a download, and answers the name it has. Only time goes into the name. */
export function saveFile(zip: Uint8Array<ArrayBuffer>, made: string): string {
  const download = `whence-evidence-${made.replaceAll(/[^0-9TZ-]/g, '-')}.zip`;
  const href = URL.createObjectURL(new Blob([zip], { type: 'application/zip' }));
  Object.assign(document.createElement('a'), { href, download }).click();
  setTimeout(() => URL.revokeObjectURL(href), SAVING_MS);
  return download;
}
