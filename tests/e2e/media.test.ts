import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Badge, Tab } from '../../scripts/browsers/browser.ts';
import { itemsOf, lookUntil } from '../../scripts/gallery/visit.ts';
import { CORPUS_FOLDER, hasCorpus } from '../support/corpus.ts';
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
  '/late': `<main id="shadow"></main><video style="${BOX}" src="/media/clip.mp4" controls></video>
<script>
  const box = document.getElementById('shadow').attachShadow({ mode: 'open' });
  globalThis.addFirst = () => {
    document.body.insertAdjacentHTML('afterbegin', '<audio style="display: block" src="/media/tone.mp3" controls></audio>');
    box.innerHTML = '<audio style="display: block" src="/media/tone.wav" controls></audio>';
  };
</script>`,
  '/all': `
<video style="${BOX}" src="/media/clip.mp4" controls></video>
<audio style="display: block; margin: 40px 0" src="/media/tone.mp3" controls></audio>
<audio style="display: block; margin: 40px 0" src="/media/tone.wav" controls></audio>
<embed style="${BOX}" type="application/pdf" src="/media/paper.pdf">
<object style="${BOX}" type="application/pdf" data="/media/signed.pdf"></object>`,
  '/plays': `<video style="${BOX}" src="/media/tone.wav" muted controls></video>`,
  '/streams': `<video style="${BOX}" controls></video>
<script>document.querySelector('video').src = URL.createObjectURL(new MediaSource());</script>`,
};

/** A real one where there is one: no tool at hand signs documents. */
const SIGNED_PDF = hasCorpus ? ['signed.pdf ai-edited signed-unrecognised'] : [];

let folder: Promise<string> | null = null;
async function allMedia(): Promise<string> {
  const made = await mediaFolder();
  const real = join(CORPUS_FOLDER, 'signed-formats/adobe-20240110-single_manifest_store.pdf');
  if (hasCorpus) await cp(real, join(made, 'signed.pdf'));
  return made;
}
const content = async () => {
  folder ??= allMedia();
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

  it('gets badges on one page with a video, sounds and documents', async () => {
    const tab = await stage.open('/all', { width: 1280, height: 2200 });
    const badges = await badgesOf(tab, 4 + SIGNED_PDF.length);
    expect(badges.map(told).toSorted()).toEqual(
      [
        'clip.mp4 ai-generated signed-unrecognised',
        'tone.mp3 ai-generated signed-unrecognised',
        'tone.wav ai-generated signed-unrecognised',
        'paper.pdf ai-generated declared',
        ...SIGNED_PDF,
      ].toSorted(),
    );
    const items = await itemsOf(stage.browser, tab, 4 + SIGNED_PDF.length);
    expect(items.map(({ kind }) => kind)).toEqual(['video', 'audio', 'audio', 'document', 'document']);
    const sentences = items.map(({ report }) => report?.sentence ?? '').join(' ');
    expect(sentences).toMatch(/this video .* this sound .* this document/);
    expect(sentences).not.toMatch(/\bimage/);
  });

  it('lists them as they stand on the page, whenever they came', async () => {
    const tab = await stage.open('/late');
    await itemsOf(stage.browser, tab, 1);
    await tab.page.evaluate('addFirst()');
    const items = await itemsOf(stage.browser, tab, 3);
    expect(items.map(({ url }) => fileNameOf(url))).toEqual(['tone.mp3', 'tone.wav', 'clip.mp4']);
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

  it('says what is in a document opened in its own tab', async () => {
    const tab = await stage.open('/media/paper.pdf');
    if (name === 'chromium') {
      expect((await badgesOf(tab, 1)).map(told)).toEqual(['paper.pdf ai-generated declared']);
      return;
    }
    // Firefox lets no script into its viewer, so nothing can stand on the page: the popup checks when it is opened.
    const popup = await stage.browser.openExtensionPage(`popup.html?tab=${tab.id}`);
    const text = await lookUntil(
      () => popup.evaluate<string>('document.body.innerText'),
      (words) => words.includes('Tag says AI'),
    );
    expect(text).toContain('The one document here carries something.');
    expect(text).toMatch(/Tag says AI\s+IPTC digital source type/);
    const [item] = await itemsOf(stage.browser, tab, 1);
    expect(item).toMatchObject({ kind: 'document', report: { basis: 'declared', label: 'ai-generated' } });
    await popup.close();
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
