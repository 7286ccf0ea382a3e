import type { ExtensionTab } from '../../scripts/browsers/browser.ts';

/** Keeps what a page hands over as a download: the same bytes, without a dialog to get past. */
export async function keepDownloads(page: ExtensionTab): Promise<void> {
  await page.evaluate(`(() => {
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      if (blob.type === 'application/zip') globalThis.kept = blob;
      return make.call(URL, blob);
    };
    HTMLAnchorElement.prototype.click = function () { globalThis.keptName = this.download; };
  })()`);
}

/** The last download that was kept. */
export async function keptDownload(page: ExtensionTab): Promise<Uint8Array> {
  const base64 = await page.evaluate<string>(`(async () => {
    const bytes = new Uint8Array(await globalThis.kept.arrayBuffer());
    let binary = '';
    for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(binary);
  })()`);
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
