import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { TabItem } from '../../lib/messaging/protocol.ts';
import type { Tab } from '../../scripts/browsers/browser.ts';
import { itemsOf, lookUntil } from '../../scripts/gallery/visit.ts';
import { CORPUS_FOLDER, hasCorpus } from '../support/corpus.ts';
import { BROWSERS, type Stage, setStage } from '../support/stage.ts';

const BOX = 'display: block; width: 420px; height: 240px; margin: 40px 0';
const CODEC = 'video/mp4; codecs="avc1.640028"';

/** A player as streaming sites have them: a script loads the pieces and hands them over. */
const feeding = (...pieces: readonly string[]) => `
<video style="${BOX}" muted controls></video>
<script>
  globalThis.appended = 0;
  globalThis.feed = async (video, pieces) => {
    const media = new MediaSource();
    video.src = URL.createObjectURL(media);
    await new Promise((resolve) => media.addEventListener('sourceopen', resolve));
    const canPlay = MediaSource.isTypeSupported('${CODEC}');
    const buffer = canPlay ? media.addSourceBuffer('${CODEC}') : null;
    for (const piece of pieces) {
      if (piece === '/wait') await new Promise((resolve) => (globalThis.goOn = resolve));
      const bytes = await (await fetch(piece)).arrayBuffer();
      if (buffer === null || !/\\.(mp4|m4s)$/.test(piece)) continue;
      buffer.appendBuffer(bytes);
      await new Promise((resolve) => buffer.addEventListener('updateend', resolve, { once: true }));
      appended += 1;
    }
    if (buffer === null) video.dispatchEvent(new Event('play'));
  };
  feed(document.querySelector('video'), ${JSON.stringify(pieces)});
</script>`;

const INIT = '/real/dashinit.mp4';
const FRAGMENT = '/real/dash1.m4s';
const PLAYLIST = `#EXTM3U\n#EXT-X-MAP:URI="${INIT}"\n#EXTINF:4,\n${FRAGMENT}\n`;
const PAGES: Readonly<Record<string, string>> = {
  '/list.m3u8': PLAYLIST,
  '/pieces': feeding(INIT, FRAGMENT),
  '/playlist': feeding('/list.m3u8'),
  '/unsigned': feeding('/real/plain.mp4', FRAGMENT),
  '/old': feeding('/real/seg.ts'),
  '/several': `${feeding(INIT, FRAGMENT)}<video style="${BOX}"></video>
    <script>feed(document.querySelectorAll('video')[1], [])</script>`,
  '/later': feeding('/real/seg.ts', '/wait', INIT, FRAGMENT),
};

let folder: Promise<string> | null = null;
async function realFolder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'whence-streams-'));
  for (const name of ['dashinit.mp4', 'dash1.m4s']) {
    await cp(join(CORPUS_FOLDER, 'signed-formats', name), join(made, name));
  }
  const plain = await readFile(join(made, 'dashinit.mp4'));
  // The same stream without its record: its box is one that says nothing.
  plain.write('free', plain.indexOf('uuid'), 'latin1');
  await writeFile(join(made, 'plain.mp4'), plain);
  return made;
}
const content = async () => {
  folder ??= realFolder();
  const pages = Object.entries(PAGES).map(([path, body]) => {
    const text = path.includes('.') ? body : `<!doctype html><title>${path}</title>${body}`;
    return [path, () => text] as const;
  });
  return { pages: Object.fromEntries(pages), folders: { real: await folder } };
};
afterAll(async () => {
  if (folder !== null) await rm(await folder, { recursive: true });
});

describe.skipIf(!hasCorpus).each(BROWSERS)('a stream in %s', (name) => {
  const stage = setStage(name, content);

  it('gets the record of its beginning, compared with a piece of it, and says how far that goes', async () => {
    const tab = await stage.open('/pieces');
    const [badge] = await lookUntil(
      () => tab.badges(),
      (badges) => badges.length > 0,
    );
    expect(badge).toMatchObject({ label: null, basis: 'signed-unrecognised' });
    expect(badge?.src).toMatch(/^blob:/);
    const report = (await onlyItem(stage, tab)).report;
    expect(report?.record?.signer).toBe('Alice');
    expect(report?.stream).toEqual({ address: stage.address + INIT, compared: 'part' });
    expect(report?.sentence).toMatch(/not with what plays\.$/);
    const canPlay = await tab.page.evaluate(`MediaSource.isTypeSupported('${CODEC}')`);
    expect(await tab.page.evaluate('appended')).toBe(canPlay ? 2 : 0);
  });

  it('gets it through a playlist', async () => {
    const tab = await stage.open('/playlist');
    const { report } = await lookUntil(
      () => onlyItem(stage, tab),
      (item) => item.report?.basis === 'signed-unrecognised',
    );
    expect(report).toMatchObject({ basis: 'signed-unrecognised', stream: { address: stage.address + INIT } });
  });

  it('without a record says of what was read that nothing was found', async () => {
    const tab = await stage.open('/unsigned');
    const { report } = await lookUntil(
      () => onlyItem(stage, tab),
      (item) => item.report?.basis === 'nothing-found',
    );
    expect(report).toMatchObject({ basis: 'nothing-found', stream: { compared: null } });
    expect(await tab.badges()).toEqual([]);
  });

  it('of which nothing can be read could not be checked', async () => {
    const { report } = await onlyItem(stage, await stage.open('/old'));
    expect(report).toMatchObject({ basis: 'could-not-check', why: 'stream' });
  });

  it('gets no record that may be another player’s', async () => {
    const tab = await stage.open('/several', { width: 1280, height: 1800 });
    const items = await itemsOf(stage.browser, tab, 2);
    expect(items.map(({ report }) => report?.why)).toEqual(['several-streams', 'several-streams']);
    expect(await tab.badges()).toEqual([]);
  });

  it('is asked about again when it begins to play', async () => {
    const tab = await stage.open('/later');
    expect((await onlyItem(stage, tab)).report?.why).toBe('stream');
    await tab.page.evaluate('goOn()');
    const badges = await lookUntil(
      () => tab.badges(),
      ({ length }) => length > 0,
    );
    expect(badges).toMatchObject([{ basis: 'signed-unrecognised' }]);
  });
});

async function onlyItem({ browser }: Stage, tab: Tab): Promise<TabItem> {
  const [item, ...others] = await itemsOf(browser, tab, 1);
  expect(others).toEqual([]);
  if (item === undefined) throw new Error('The page shows nothing.');
  return item;
}
