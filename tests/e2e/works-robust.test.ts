import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ExtensionTab } from '../../scripts/browsers/browser.ts';
import { launchWhence } from '../../scripts/browsers/launch-whence.ts';
import { openGallery, type Gallery } from '../../scripts/gallery/server.ts';
import { lookUntil } from '../../scripts/gallery/visit.ts';
import { drawLandscape } from '../support/draw-landscape.ts';
import { dropFiles, type Dropped } from '../support/drop-files.ts';
import { fileNameOf } from '../support/expect-badges.ts';
import { textOf } from '../support/press.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

const SIZE = { width: 480, height: 320 };
const PATIENCE = 120_000;
/** For what adds many works, on a machine that does much else. */
const LIMIT = 240_000;

const draw = (seed: number) =>
  sharp(drawLandscape(SIZE.width, SIZE.height, seed).rgba, { raw: { ...SIZE, channels: 4 } });

const works = (count: number, from = 1): Promise<readonly Dropped[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, at) => ({
      name: `work-${from + at}.jpg`,
      type: 'image/jpeg',
      bytes: await draw(from + at)
        .jpeg({ quality: 92 })
        .toBuffer(),
    })),
  );

const folder = await mkdtemp(join(tmpdir(), 'whence-robust-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What registration says it has come to, once it says what is waited for. */
const status = (own: ExtensionTab, wanted: RegExp): Promise<string> =>
  lookUntil(
    () => own.evaluate<string>(`document.querySelector('.adding [role=status]')?.textContent ?? ''`),
    (text) => wanted.test(text),
    PATIENCE,
  );

const alert = (own: ExtensionTab, wanted: RegExp): Promise<string> =>
  lookUntil(
    () => own.evaluate<string>(`document.querySelector('[role=alert]')?.textContent ?? ''`),
    (text) => wanted.test(text),
    PATIENCE,
  );

/** What the database holds, and whether its parts agree with each other. */
const stored = (own: ExtensionTab) =>
  own.evaluate<{ works: number; pictures: number; fingerprints: number; count: number }>(`(async () => {
    const asked = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const database = await asked(indexedDB.open('whence-works'));
    const all = database.transaction(['works', 'pictures', 'shards', 'state']);
    const shards = await asked(all.objectStore('shards').getAll());
    const told = {
      works: await asked(all.objectStore('works').count()),
      pictures: await asked(all.objectStore('pictures').count()),
      fingerprints: shards.reduce((sum, { works }) => sum + works.filter((id) => id !== '').length, 0),
      count: (await asked(all.objectStore('state').get('state')))?.count ?? 0,
    };
    database.close();
    return told;
  })()`);

const press = (own: ExtensionTab, words: string): Promise<void> =>
  own.evaluate(`[...document.querySelectorAll('button')].find((each) => each.textContent === ${JSON.stringify(words)})
    ?.click()`);

const all = (count: number) => ({ works: count, pictures: count, fingerprints: count, count });

describe.each(BROWSERS)('works in %s that is started again', (name) => {
  let gallery: Gallery;
  let profile = '';

  beforeAll(async () => {
    profile = join(folder, `profile-${name}`);
    await writeFile(join(folder, 'saved.jpg'), await draw(2).jpeg({ quality: 40 }).toBuffer());
    await writeFile(
      join(folder, 'cut.jpg'),
      await draw(3).extract({ left: 60, top: 30, width: 380, height: 270 }).jpeg().toBuffer(),
    );
    await writeFile(join(folder, 'stranger.jpg'), await draw(1001).jpeg().toBuffer());
    const pictures = ['saved.jpg', 'cut.jpg', 'stranger.jpg'].map((file) => `<img src="/copies/${file}" alt="">`);
    gallery = await openGallery({
      pages: { '/': () => `<!doctype html><title>Prints</title>${pictures.join('')}` },
      folders: { copies: folder },
    });
  });
  afterAll(() => gallery?.[Symbol.asyncDispose]());

  it(
    'are still there and still recognized',
    async () => {
      const first = await launchWhence({ name, headless: true, profile }, []);
      try {
        const own = await first.openExtensionPage('works.html');
        await textOf(own, /My works|works?/);
        await dropFiles(own, await works(4));
        expect(await status(own, /added/)).toBe('4 works added.');
      } finally {
        await first.close();
      }
      const again = await launchWhence({ name, headless: true, profile }, []);
      try {
        const own = await again.openExtensionPage('works.html');
        expect(await textOf(own, /4 works/)).toContain('4 works');
        expect(await stored(own)).toEqual(all(4));
        const tab = await again.open(`${gallery.page}/`, { width: 1000, height: 1200 });
        const badges = await lookUntil(
          () => tab.badges(),
          (seen) => seen.length >= 2,
          PATIENCE,
        );
        expect(badges.map(({ src }) => fileNameOf(src)).toSorted()).toEqual(['cut.jpg', 'saved.jpg']);
      } finally {
        await again.close();
      }
    },
    LIMIT,
  );
});

describe.each(BROWSERS)('works in %s', (name) => {
  const stage = setStage(name);
  vi.setConfig({ testTimeout: LIMIT });
  const open = async (): Promise<ExtensionTab> => {
    const own = await stage.browser.openExtensionPage('works.html');
    await textOf(own, /My works|works?/);
    return own;
  };
  let before = 0;

  it('are all kept when two tabs add at once', async () => {
    const [one, other] = [await open(), await open()];
    // Both have some files of their own and two in common.
    const [mine, yours] = [await works(8, 100), await works(8, 106)];
    await Promise.all([dropFiles(one, mine), dropFiles(other, yours)]);
    // A tab behind another is not drawn, so only the database says how far both are.
    const kept = await lookUntil(
      () => stored(other),
      ({ count }) => count >= 14,
      PATIENCE,
    );
    expect(kept).toEqual(all(14));
    expect(await status(other, /added/)).toMatch(/^[6-8] works added\.$/);
    await other.close();
    await one.close();
    before = 14;
  });

  it('stop and go on, and damaged and huge pictures in between are named and left out', async () => {
    const own = await open();
    const huge = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#888' } })
      .png({ compressionLevel: 6 })
      .toBuffer();
    // Cut off later, Firefox takes a picture for what there is of it.
    const damaged = (await works(1, 300))[0]?.bytes.subarray(0, 100) ?? new Uint8Array();
    const [good, more] = [await works(9, 200), await works(9, 220)];
    await dropFiles(own, [
      ...good,
      { name: 'damaged.jpg', type: 'image/jpeg', bytes: damaged },
      { name: 'huge.png', type: 'image/png', bytes: huge },
      { name: 'notes.txt', type: 'text/plain', bytes: new TextEncoder().encode('no picture') },
      ...more,
    ]);
    await press(own, 'Stop');
    expect(await status(own, /Stopped/)).toMatch(/^Stopped after \d+ of 21 files\.$/);
    const halted = await stored(own);
    expect(halted.works).toBeLessThan(before + 18);
    await press(own, 'Go on');
    expect(await status(own, /added/)).toBe('18 works added.');
    before += 18;
    expect(await stored(own)).toEqual(all(before));
    const left = await own.evaluate<string>(`document.querySelector('.adding details').textContent`);
    for (const file of ['damaged.jpg', 'huge.png', 'notes.txt']) expect(left).toContain(file);
    await own.close();
  });

  it('are not lost when storage is full in between, and go on once there is room', async () => {
    const own = await open();
    await own.evaluate(`void (() => {
      const { put } = IDBObjectStore.prototype;
      let room = 20;
      globalThis.makeRoom = () => void (IDBObjectStore.prototype.put = put);
      IDBObjectStore.prototype.put = function (...given) {
        if (this.name === 'pictures' && (room -= 1) < 0) throw new DOMException('full', 'QuotaExceededError');
        return put.apply(this, given);
      };
    })()`);
    await dropFiles(own, await works(24, 400));
    expect(await status(own, /full/)).toBe(
      'Storage is full after 16 of 24 files. Nothing is lost: make room, then go on.',
    );
    expect(await stored(own)).toEqual(all(before + 16));
    await own.evaluate('makeRoom()');
    await press(own, 'Go on');
    expect(await status(own, /added/)).toBe('24 works added.');
    before += 24;
    expect(await stored(own)).toEqual(all(before));
    await own.close();
  });

  it('of a file that is damaged, newer, something else or endless are refused in words, and none is taken', async () => {
    const own = await open();
    const kept = await stored(own);
    const head = '{"whence":"works","version":1}\n';
    const files: Readonly<Record<string, readonly [content: string, says: string]>> = {
      'damaged.jsonl': [`${head}{"work":{"id":"x"}}\n`, 'This catalog is damaged. Nothing of it was brought in.'],
      'newer.jsonl': ['{"whence":"works","version":2}\n', 'This catalog was saved by a newer Whence. Update first.'],
      'other.jsonl': ['{"name":"package"}\n', 'This file is no catalog of works.'],
      'endless.jsonl': [head + ' '.repeat(64e6), 'This catalog is damaged. Nothing of it was brought in.'],
    };
    for (const [file, [content, says]] of Object.entries(files)) {
      await writeFile(join(folder, file), content);
      await own.chooseFiles('[type=file]:not([multiple])', [join(folder, file)]);
      expect(await alert(own, new RegExp(says)), file).toBe(says);
    }
    expect(await stored(own)).toEqual(kept);
    await own.close();
  });

  it('of another version are told of, and recognized again once they are read again', async () => {
    const own = await open();
    await own.evaluate(`(async () => {
      const asked = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
      const database = await asked(indexedDB.open('whence-works'));
      const shards = database.transaction('shards', 'readwrite').objectStore('shards');
      const shard = await asked(shards.get(0));
      shard.bytes[0] = 0;
      shard.bytes[shard.ends[0]] = 0;
      await asked(shards.put(shard));
      database.close();
    })()`);
    await own.close();
    const again = await open();
    const notice = () => again.evaluate<string>(`document.querySelector('main > .outdated')?.textContent ?? ''`);
    const told = await lookUntil(notice, (text) => text !== '');
    expect(told).toContain('2 works were added with another version of Whence');
    if (process.env['WHENCE_SHOTS'] !== undefined)
      await writeFile(`${process.env['WHENCE_SHOTS']}/works-outdated-${name}.png`, await again.screenshot());
    await press(again, 'Read again');
    expect(await lookUntil(notice, (text) => text === '', PATIENCE)).toBe('');
    const versions = await again.evaluate<readonly number[]>(`(async () => {
      const asked = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
      const database = await asked(indexedDB.open('whence-works'));
      const { bytes, ends } = await asked(database.transaction('shards').objectStore('shards').get(0));
      database.close();
      return [bytes[0], bytes[ends[0]], bytes[ends[1]]];
    })()`);
    expect(new Set(versions).size).toBe(1);
    await again.close();
  });
});
