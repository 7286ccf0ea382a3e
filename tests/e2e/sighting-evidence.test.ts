import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import type { PackIndex } from '../../lib/evidence/evidence.ts';
import type { Sighting } from '../../lib/model/work.ts';
import type { ExtensionTab } from '../../scripts/browsers/browser.ts';
import { lookUntil } from '../../scripts/gallery/visit.ts';
import { verificationTable, verifyPack } from '../../scripts/inspect/verify-pack.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { keepDownloads, keptDownload } from '../support/kept-download.ts';
import { drawWork, readStore, registerWorks, shrinkWork } from '../support/own-works.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

const SEED = 4;
const PATIENCE = 60_000;
const folder = await mkdtemp(join(tmpdir(), 'whence-sighting-'));
await writeFile(join(folder, 'small.jpg'), await shrinkWork(await drawWork(SEED)));
const page = `<!doctype html><title>Prints</title><p><img src="/cors/copies/small.jpg" alt="" width="360"></p>`;
const content = async () => ({ pages: { '/': () => page }, folders: { copies: folder } });

afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(BROWSERS)('evidence of a sighting in %s', (name) => {
  const stage = setStage(name, content);
  const text = (shown: ExtensionTab) => shown.evaluate<string>('document.body.innerText');

  async function save(): Promise<Uint8Array> {
    const works = await stage.browser.openExtensionPage('works.html');
    await lookUntil(
      () => text(works),
      (body) => body.includes('Save evidence'),
    );
    await keepDownloads(works);
    const press = `[...document.querySelectorAll('.sighting button')].find((each) => each.textContent === 'Save evidence').click()`;
    const status = () => works.evaluate<string>(`document.querySelector('.evidence-status').innerText`);
    // Right after the sighting is shown clicks are not taken; the one that is taken is the last.
    await lookUntil(
      async () => {
        await works.evaluate(press);
        return status();
      },
      (words) => words !== '',
    );
    const said = await lookUntil(status, (words) => /Saved as|could not be made/.test(words), PATIENCE);
    expect(said).toMatch(/Saved as whence-evidence-[\dTZ-]+\.zip/);
    await expectAccessible(works);
    if (process.env['WHENCE_SHOTS'] !== undefined) {
      await works.evaluate(`document.querySelector('.evidence-status').scrollIntoView()`);
      await writeFile(`${process.env['WHENCE_SHOTS']}/sighting-${name}.png`, await works.screenshot());
    }
    const zip = await keptDownload(works);
    await works.close();
    return zip;
  }

  async function replayed(zip: Uint8Array): Promise<void> {
    const path = join(folder, `${name}.zip`);
    await writeFile(path, zip);
    const rows = await verifyPack(path, { at: null, trust: [] });
    const differing = rows.filter(({ state }) => state === 'different');
    expect(differing, verificationTable(rows)).toEqual([]);
    expect(rows.find(({ check }) => check === 'sighting')?.detail).toBe(
      'sighting.json, work.webp, work-fingerprint.bin',
    );
    expect(rows.find(({ check }) => check === 'PDQ distance')?.state).toBe('same');
  }

  it('is a pack that replays, from the open page and from its address alone', { timeout: 180_000 }, async () => {
    const own = await registerWorks(stage.browser, [SEED]);
    const tab = await stage.browser.open(`${stage.address}/`, { width: 1000, height: 900 });
    const badges = await lookUntil(
      () => tab.badges(),
      (seen) => seen.length > 0,
      PATIENCE,
    );
    expect(badges).toHaveLength(1);
    expect(await readStore<Sighting>(own, 'sightings')).toHaveLength(1);
    await own.close();

    const open = await save();
    await replayed(open);
    const files = unzipSync(open);
    const index = JSON.parse(new TextDecoder().decode(files['pack.json'])) as PackIndex;
    expect(index.sighting?.isPageOpen).toBe(true);
    expect(index.original).toMatchObject({ readFrom: 'page' });
    const told = JSON.parse(new TextDecoder().decode(files['sighting.json'])) as Record<string, unknown>;
    expect(told).toMatchObject({
      work: { title: 'work 4', width: 720, height: 480 },
      seen: { page: `${stage.address}/`, pageTitle: 'Prints', picture: expect.stringMatching(/small\.jpg$/) },
      match: { sureness: 'close', changes: expect.arrayContaining(['resized']), record: 'none' },
      figures: { likeness: expect.any(Number), limits: { close: 12 } },
    });
    const html = new TextDecoder().decode(files['report.html']);
    expect(html.match(/<svg viewBox="0 0 100 100"/g)).toHaveLength(2);
    expect(html).toContain('data:image/webp;base64,');
    if (process.env['WHENCE_SHOTS'] !== undefined) await writeFile(`${process.env['WHENCE_SHOTS']}/pack.html`, html);

    await tab.close();
    const closed = await save();
    await replayed(closed);
    const later = unzipSync(closed);
    const afterwards = JSON.parse(new TextDecoder().decode(later['pack.json'])) as PackIndex;
    expect(afterwards.sighting?.isPageOpen).toBe(false);
    expect(afterwards.original).toMatchObject({ readFrom: 'network' });
    expect(afterwards.page?.url).toBe(`${stage.address}/`);
    expect(afterwards.view).toEqual({ missing: 'page-closed' });
    expect(new TextDecoder().decode(later['README.txt'])).toContain('The page was not open when this pack was made.');
  });
});
