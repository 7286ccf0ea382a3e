import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Reader } from '@contentauth/c2pa-node';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PackIndex } from '../../lib/evidence/evidence.ts';
import { lookUntil } from '../../scripts/gallery/visit.ts';
import { verificationTable, verifyPack } from '../../scripts/inspect/verify-pack.ts';
import { hasCorpus, readCorpusFile } from '../support/corpus.ts';
import { pasteInto } from '../support/drop-files.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { saveEvidence } from '../support/kept-pack.ts';
import { press, textOf } from '../support/press.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

/** Search of the pixels included, on a machine that does other things besides. */
const PATIENCE = 60_000;
/** Of a generator, of a camera, of a film: each with a record in it. */
const FILES = [
  ['ai-generators/chatgpt-1.png', 'image/png'],
  ['c2pa/truepic-20230212-camera.jpg', 'image/jpeg'],
  ['signed-formats/video1.mp4', 'video/mp4'],
] as const;

describe.skipIf(!hasCorpus).each(BROWSERS)('Files of one’s own in %s', (name) => {
  const stage = setStage(name);
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whence-own-evidence-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function openReport(path: string, type: string) {
    const page = await stage.browser.openExtensionPage('inspect.html');
    await textOf(page, /Inspect a file/);
    await pasteInto(page, [{ name: basename(path), type, bytes: await readCorpusFile(path) }]);
    const row = `document.querySelector('.subject a')`;
    await lookUntil(
      () => page.evaluate<boolean>(`${row} !== null`),
      (isRead) => isRead,
      PATIENCE,
    );
    await page.evaluate(`${row}.click()`);
    await textOf(page, /Ask elsewhere/);
    return page;
  }

  it.each(FILES)('are saved as a pack that can be replayed: %s', { timeout: 120_000 }, async (path, type) => {
    const page = await openReport(path, type);
    const zip = await saveEvidence(page);
    const saved = join(folder, 'pack.zip');
    await writeFile(saved, zip);
    const rows = await verifyPack(saved, { at: null, trust: [] });
    expect(
      rows.filter(({ state }) => state === 'different'),
      verificationTable(rows),
    ).toEqual([]);
    expect(rows.find(({ check }) => check === 'bytes of the report')?.state).toBe('same');
    const files = unzipSync(zip);
    const index = JSON.parse(new TextDecoder().decode(files['pack.json'])) as PackIndex;
    expect(index).toMatchObject({
      address: basename(path),
      page: null,
      original: { readFrom: 'file' },
      view: { missing: 'no-page' },
      contacted: [],
    });
    const original = 'file' in index.original ? index.original.file : '';
    expect(Buffer.from(files[original] ?? []).equals(await readCorpusFile(path))).toBe(true);
    expect(new TextDecoder().decode(files['README.txt'])).toContain('Seen at: on no page');
    const asset = { buffer: Buffer.from(files[original] ?? []), mimeType: type };
    const apart = await Reader.fromManifestDataAndAsset(Buffer.from(files['manifest.c2pa'] ?? []), asset);
    const inside = await Reader.fromAsset(asset);
    expect(apart.activeLabel()).toBeDefined();
    expect(apart.activeLabel()).toBe(inside?.activeLabel());
    expect(apart.json().validation_status).toEqual(inside?.json().validation_status);
    expect(await page.evaluate<string>('document.body.innerText')).not.toContain('No picture of');
    await expectAccessible(page);
    await page.close();
  });

  it('tell the certificates behind their signature, and where one may ask oneself', { timeout: 60_000 }, async () => {
    const page = await openReport('c2pa/truepic-20230212-camera.jpg', 'image/jpeg');
    const text = await press(page, 'Look at the certificates', /Vouching for this signer/);
    expect(text).toMatch(/1\. Truepic/);
    expect(text).toContain('This file has no address on the web');
    expect(await page.evaluate<number>(`document.querySelectorAll('a[href*="lens.google"]').length`)).toBe(0);
    await expectAccessible(page);
    await page.close();
  });
});
