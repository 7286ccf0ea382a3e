import { expect } from 'vitest';
import type { ExtensionTab } from '../../scripts/browsers/browser.ts';
import { lookUntil } from '../../scripts/gallery/visit.ts';
import { keepDownloads, keptDownload } from './kept-download.ts';

/** Milliseconds for a pack, on a machine that does other things besides. */
const PATIENCE = 30_000;
/** Saves the evidence of a report: clicks until the click is taken, as reports leave out those of their first half second. */
export async function saveEvidence(report: ExtensionTab): Promise<Uint8Array> {
  const status = () => report.evaluate<string>(`document.querySelector('.evidence-status').innerText`);
  await keepDownloads(report);
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
  return keptDownload(report);
}
