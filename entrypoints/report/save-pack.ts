import { saveBlob } from '../../lib/platform/save-file.ts';

/** Hands a pack to the browser as a download, and answers the name it has. Only time goes into the name. */
export function savePack(zip: Uint8Array<ArrayBuffer>, made: string): string {
  const download = `whence-evidence-${made.replaceAll(/[^0-9TZ-]/g, '-')}.zip`;
  saveBlob(new Blob([zip], { type: 'application/zip' }), (href) => {
    Object.assign(document.createElement('a'), { href, download }).click();
  });
  return download;
}
