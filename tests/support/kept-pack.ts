import { expect } from 'vitest';
import type { ExtensionTab } from '../../scripts/browsers/browser.ts';
import { lookUntil } from '../../scripts/gallery/visit.ts';

/** Milliseconds for a pack, on a machine that does other things besides. */
const PATIENCE = 30_000;
/** Keeps what the page hands over as a download: the same bytes, without a dialog to get past. */
const KEEP = `(() => {
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    if (blob.type === 'application/zip') globalThis.kept = blob;
    return make.call(URL, blob);
  };
  HTMLAnchorElement.prototype.click = function () { globalThis.keptName = this.download; };
})()`;
const KEPT = `(async () => {
  const bytes = new Uint8Array(await globalThis.kept.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
})()`;

/** Saves the evidence of a report: clicks until the click is taken, as reports leave out those of their first half second. */
export async function saveEvidence(report: ExtensionTab): Promise<Uint8Array> {
  const status = () => report.evaluate<string>(`document.querySelector('.evidence-status').innerText`);
  await report.evaluate(KEEP);
  await lookUntil(
    async () => {
      await report.evaluate(
        `[...document.querySelectorAll('header.bar button')].find((each) => each.textContent === 'Save evidence').click()`,
      );
      return status();
    },
    (words) => words !== '',
  );
  const words = await lookUntil(status, (told) => /Saved as|could not be made/.test(told), PATIENCE);
  expect(words).toMatch(/Saved as whence-evidence-[\dTZ-]+\.zip/);
  expect(await report.evaluate<string>('globalThis.keptName')).toMatch(/^whence-evidence-[\dTZ-]+\.zip$/);
  return new Uint8Array(Buffer.from(await report.evaluate<string>(KEPT), 'base64'));
}
