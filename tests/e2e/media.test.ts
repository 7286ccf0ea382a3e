import { rm } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { Badge, Tab } from '../../scripts/browsers/browser.ts';
import { itemsOf, lookUntil } from '../../scripts/gallery/visit.ts';
import { fileNameOf } from '../support/expect-badges.ts';
import { mediaFolder } from '../support/media-samples.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

const TALL = { width: 1280, height: 1800 };
const BOX = 'display: block; width: 420px; height: 240px; margin: 40px 0';

const PAGES: Readonly<Record<string, string>> = {
  '/players': `
<video style="${BOX}" src="/media/clip.mp4" controls></video>
<video style="${BOX}" controls><source src="/nowhere.webm"><source src="/media/tone.wav"></video>
<audio style="display: block; margin: 40px 0" src="/media/tone.mp3" controls></audio>`,
  '/papers': `
<embed style="${BOX}" type="application/pdf" src="/media/paper.pdf">
<iframe style="${BOX}" src="/media/paper.pdf?framed"></iframe>`,
  '/plays': `<video style="${BOX}" src="/media/tone.wav" muted controls></video>`,
  '/streams': `<video style="${BOX}" controls></video>
<script>document.querySelector('video').src = URL.createObjectURL(new MediaSource());</script>`,
};

let folder: Promise<string> | null = null;
const content = async () => {
  folder ??= mediaFolder();
  const pages = Object.fromEntries(
    Object.entries(PAGES).map(([path, body]) => [path, () => `<!doctype html><title>${path}</title>${body}`]),
  );
  return { pages, folders: { media: await folder } };
};
afterAll(async () => {
  if (folder !== null) await rm(await folder, { recursive: true });
});

describe.each(BROWSERS)('media in %s', (name) => {
  const stage = setStage(name, content);

  it('gets badges on players, whether or not this browser can play the file', async () => {
    const tab = await stage.open('/players', TALL);
    const badges = await badgesOf(tab, 3);
    expect(badges.map(told).toSorted()).toEqual([
      'clip.mp4 ai-generated signed-unrecognised',
      'tone.mp3 ai-generated signed-unrecognised',
      'tone.wav ai-generated signed-unrecognised',
    ]);
    const items = await itemsOf(stage.browser, tab, 3);
    expect(items.map(({ kind }) => kind).toSorted()).toEqual(['audio', 'video', 'video']);
  });

  it('keeps badges clear of the controls', async () => {
    const tab = await stage.open('/players', TALL);
    const badges = await badgesOf(tab, 3);
    const video = await boxOf(tab, 'video');
    const onVideo = rectOf(badges, 'clip.mp4');
    expect(onVideo.y - video.y).toBeLessThan(20);
    const audio = await boxOf(tab, 'audio');
    const onAudio = rectOf(badges, 'tone.mp3');
    expect(onAudio.y).toBeGreaterThanOrEqual(audio.y + audio.height - 5);
    expect(onAudio.x).toBeGreaterThanOrEqual(audio.x);
  });

  it('gets badges on documents inside a page', async () => {
    const tab = await stage.open('/papers', TALL);
    const badges = await badgesOf(tab, 2);
    expect(badges.map(told)).toEqual(['paper.pdf ai-generated declared', 'paper.pdf ai-generated declared']);
  });

  it.each(['clip.mp4', 'tone.mp3'])('gets a badge on a file opened in its own tab: %s', async (file) => {
    const tab = await stage.open(`/media/${file}`);
    expect((await badgesOf(tab, 1)).map(told)).toEqual([`${file} ai-generated signed-unrecognised`]);
  });

  it('steps aside while a video plays, and comes back for the pointer, for focus and when it stops', async () => {
    const tab = await stage.open('/plays');
    const seenFor = async () => {
      const from = Date.now();
      expect(await lookUntil(isSeen, (seen) => !seen)).toBe(false);
      return Date.now() - from;
    };
    const isSeen = async () => (await tab.badges()).length === 1;
    const [badge] = await badgesOf(tab, 1);
    expect(badge && told(badge)).toBe('tone.wav ai-generated signed-unrecognised');
    await tab.page.$eval('video', (video) => video.play());
    expect(await seenFor()).toBeGreaterThan(3500);
    const video = await boxOf(tab, 'video');
    await tab.page.mouse.move(video.x + video.width / 2, video.y + video.height / 2);
    expect(await lookUntil(isSeen, Boolean)).toBe(true);
    expect(await seenFor()).toBeGreaterThan(3500);
    await tab.page.$eval('video', (video) => video.pause());
    expect(await lookUntil(isSeen, Boolean)).toBe(true);
  });

  it('says of a stream put together by the page that it could not be checked', async () => {
    const tab = await stage.open('/streams');
    const [item] = await itemsOf(stage.browser, tab, 1);
    expect(item?.kind).toBe('video');
    expect(item?.report?.basis).toBe('could-not-check');
    expect(await tab.badges()).toEqual([]);
  });
});

function badgesOf(tab: Tab, count: number): Promise<readonly Badge[]> {
  return lookUntil(
    () => tab.badges(),
    (badges) => badges.length >= count,
  );
}

function told({ src, label, basis }: Badge): string {
  return `${fileNameOf(src)} ${label} ${basis}`;
}

function rectOf(badges: readonly Badge[], file: string): Badge['rect'] {
  const found = badges.find(({ src }) => fileNameOf(src) === file);
  if (found === undefined) throw new Error(`${file} has no badge.`);
  return found.rect;
}

function boxOf(tab: Tab, selector: string): Promise<DOMRect> {
  return tab.page.$eval(selector, (element) => element.getBoundingClientRect().toJSON() as DOMRect);
}
