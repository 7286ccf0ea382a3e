import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import type { Format } from '../../lib/model/format.ts';
import type { Raster } from '../../lib/model/raster.ts';
import { plainJpeg } from '../../lib/decoders/plain-jpeg.ts';
import { knownPayloads } from '../../lib/watermarks/dwt-dct-payloads.ts';
import { itemsOf, lookUntil } from '../../scripts/gallery/visit.ts';
import { decodePixels } from '../../scripts/inspect/decode-pixels.ts';
import { pngChunk, u32be } from '../support/build-bytes.ts';
import { CORPUS_FOLDER, hasCorpus } from '../support/corpus.ts';
import { drawScene } from '../support/draw-scene.ts';
import { embedDwtDct } from '../support/embed-dwt-dct.ts';
import { embedStealth } from '../support/embed-stealth.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

const HIDDEN = 'a fox\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 300x280';
const SIZE = { width: 300, height: 280 };
const PLAIN: Raster = {
  ...SIZE,
  rgba: Uint8Array.from({ length: SIZE.width * SIZE.height * 4 }, (_, at) => {
    const [x, y] = [(at >> 2) % SIZE.width, Math.floor((at >> 2) / SIZE.width)];
    return at % 4 === 3 ? 255 : 128 + 90 * Math.sin(x / 17 + at) * Math.cos(y / 23);
  }),
};
const ALPHA = embedStealth(PLAIN, HIDDEN, { carrier: 'alpha', isPacked: true });
const COLORS = embedStealth(PLAIN, HIDDEN, { carrier: 'rgb', isPacked: true });

const raw = ({ width, height, rgba }: Raster) => sharp(rgba, { raw: { width, height, channels: 4 } });
/** Another picture, as sharp turns the samples into those of the profile. */
const withProfile = (raster: Raster) => raw(raster).removeAlpha().withIccProfile('p3');

const SDXL = embedDwtDct(drawScene(512, 512), knownPayloads.find(({ id }) => id === 'sdxl')?.bits ?? []);

const FILES: Readonly<Record<string, () => Promise<Uint8Array>>> = {
  'alpha.png': () => raw(ALPHA).png().toBuffer(),
  'colors.png': async () => withColors(await raw(COLORS).removeAlpha().png().toBuffer(), await profile()),
  'colors.webp': () => raw(COLORS).removeAlpha().webp({ lossless: true }).toBuffer(),
  'plain.png': () => raw(PLAIN).png().toBuffer(),
  'sdxl.jpg': () => raw(SDXL).jpeg({ quality: 95 }).toBuffer(),
  'cut.png': () => raw(SDXL).extract({ left: 11, top: 21, width: 480, height: 470 }).png().toBuffer(),
  ...(hasCorpus && { 'ripley.png': () => readFile(join(CORPUS_FOLDER, 'watermarks/ripley.sdxl.png')) }),
  'small.png': () =>
    raw(embedStealth(smaller(), HIDDEN, { carrier: 'rgb', isPacked: true }))
      .png()
      .toBuffer(),
};

/** The same samples under a profile, and a gamma that no screen has: a color-managed decoder would turn each by them. */
function withColors(png: Buffer, icc: Uint8Array): Uint8Array {
  const profile = pngChunk('iCCP', new TextEncoder().encode('p3\0\0'), deflateSync(icc));
  return Buffer.concat([png.subarray(0, 33), pngChunk('gAMA', u32be(100_000)), profile, png.subarray(33)]);
}

async function profile(): Promise<Uint8Array> {
  const { icc } = await sharp(await withProfile(PLAIN).png().toBuffer()).metadata();
  if (icc === undefined) throw new Error('sharp knows the profile no more.');
  return icc;
}

function smaller(): Raster {
  return { width: 200, height: 200, rgba: PLAIN.rgba.slice(0, 200 * 200 * 4) };
}

/** The last is the largest difference of a sample. */
const SAMPLES: readonly (readonly [string, Format, () => Promise<Uint8Array>, number])[] = [
  ['JPEG', 'image/jpeg', () => raw(PLAIN).jpeg({ quality: 90 }).toBuffer(), 0],
  ['JPEG with a profile', 'image/jpeg', () => withProfile(PLAIN).jpeg().toBuffer(), 0],
  ['JPEG that Exif turns', 'image/jpeg', () => raw(PLAIN).withMetadata({ orientation: 6 }).jpeg().toBuffer(), 0],
  ['WebP with a profile', 'image/webp', () => withProfile(PLAIN).webp({ lossless: true }).toBuffer(), 0],
  ['AVIF', 'image/avif', () => raw(PLAIN).removeAlpha().avif({ quality: 90 }).toBuffer(), 2],
  ...(hasCorpus
    ? ([
        ['a real JPEG', 'image/jpeg', () => readFile(join(CORPUS_FOLDER, 'watermarks/bridge.flux.q90.jpg')), 1],
      ] as const)
    : []),
];

const COUNT = Object.keys(FILES).length;
/** What gets a label without a question, in the order of the alphabet. */
const LABELED = ['alpha.png', 'colors.png', 'colors.webp', ...(hasCorpus ? ['ripley.png'] : []), 'sdxl.jpg'];

let folder: Promise<string> | null = null;
async function makeFolder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'whence-marks-'));
  for (const [name, make] of Object.entries(FILES)) await writeFile(join(made, name), await make());
  return made;
}
const content = async () => {
  folder ??= makeFolder();
  const shown = Object.keys(FILES).map((name) => `<img style="display: block; margin: 20px" src="/marks/${name}">`);
  const pages = {
    '/marked': () => `<!doctype html><title>Marked</title>${shown.join('')}`,
    '/cut': () => '<!doctype html><title>Cut</title><img src="/marks/cut.png">',
    '/bare': () => '<!doctype html><title>Bare</title><img src="/marks/alpha.png?bare">',
  };
  return { pages, folders: { marks: await folder } };
};
afterAll(async () => {
  if (folder !== null) await rm(await folder, { recursive: true });
});

describe.each(BROWSERS)('marks in pixels in %s', (name) => {
  const stage = setStage(name, content);

  it('labels what lost its tags and kept its mark', async () => {
    const tab = await stage.open('/marked', { width: 1280, height: 4500 });
    const badges = await lookUntil(
      () => tab.badges(),
      (seen) => seen.length >= LABELED.length,
    );
    expect(badges.map(({ src, label, basis }) => `${src.split('/').at(-1)} ${label} ${basis}`).toSorted()).toEqual(
      LABELED.map((file) => `${file} ai-generated watermark`),
    );
    const items = await itemsOf(stage.browser, tab, COUNT);
    const said = (file: string) => items.find(({ url }) => url.endsWith(file))?.report?.signals['stealth-pnginfo'];
    expect(said('small.png')).toEqual({ kind: 'unanswered', why: 'budget' });
    const looked = await lookUntil(
      async () => (await itemsOf(stage.browser, tab, COUNT)).find(({ url }) => url.endsWith('plain.png'))?.report,
      (report) => report?.signals['stealth-pnginfo']?.kind === 'absent',
    );
    expect(looked).toMatchObject({ basis: 'nothing-found', signals: { 'stealth-pnginfo': { kind: 'absent' } } });
  });

  it('knows it the next time at once', async () => {
    const tab = await stage.open('/marked', { width: 1280, height: 4500 });
    const [item] = await itemsOf(stage.browser, tab, COUNT);
    expect(item?.report).toMatchObject({ basis: 'watermark' });
  });

  it('finds the mark of a cut picture once a person asks about it', { timeout: 60_000 }, async () => {
    const tab = await stage.open('/cut');
    const look = async () => (await itemsOf(stage.browser, tab, 1))[0]?.report;
    const left = await lookUntil(look, (report) => report?.signals['dwt-dct']?.kind === 'absent');
    expect(left?.notChecked).toContainEqual({ what: 'altered-copies', why: 'budget' });
    const page = await stage.browser.openExtensionPage('options.html');
    const url = await tab.page.evaluate("document.querySelector('img').currentSrc");
    const question = JSON.stringify({ whence: 'to-page', name: 'askAbout', body: { url } });
    await page.evaluate(`(globalThis.browser ?? chrome).tabs.sendMessage(${tab.id}, ${question}).then(() => true)`);
    await page.close();
    const found = await lookUntil(look, (report) => report?.basis === 'watermark');
    expect(found).toMatchObject({ signals: { 'dwt-dct': { value: { payload: 'sdxl', alignment: 'cropped' } } } });
  });

  it('leaves pixels alone where the person switched it off', async () => {
    await stage.browser.ask('changeSettings', { lookForWatermarks: false });
    const tab = await stage.open('/bare');
    const [item] = await itemsOf(stage.browser, tab, 1);
    expect(item?.report).toMatchObject({ basis: 'nothing-found' });
    await stage.browser.ask('changeSettings', { lookForWatermarks: true });
  });

  it.each(SAMPLES)('decodes as the libraries do: %s', { timeout: 60_000 }, async (_name, format, make, most) => {
    const bytes = await make();
    const plain = format === 'image/jpeg' ? (plainJpeg(bytes)?.bytes ?? null) : bytes;
    if (plain === null) throw new Error('It has no inks.');
    const wanted = await decodePixels(format, plain, 64e6);
    if (wanted.kind !== 'found') throw new Error('sharp cannot decode it.');
    const { width, height, rgba } = wanted.value;
    const page = await stage.browser.openExtensionPage('options.html');
    const decoder = stripTypeScriptTypes(
      await readFile(new URL('../../lib/platform/decode-pixels.ts', import.meta.url), 'utf8'),
    ).replace('export const', 'const');
    const told = await page.evaluate<string>(`(async () => {
      ${decoder}
      const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const answer = await decodePixels('${format}', bytesOf('${base64(plain)}'), 64e6);
      if (answer.kind !== 'found') return JSON.stringify(answer);
      const { width, height, rgba } = answer.value;
      const wanted = bytesOf('${base64(rgba)}');
      const most = wanted.reduce((most, sample, at) => Math.max(most, Math.abs(sample - rgba[at])), 0);
      return JSON.stringify({ width, height, most });
    })()`);
    await page.close();
    const { most: seen, ...size } = JSON.parse(told) as { width: number; height: number; most: number };
    expect(size).toEqual({ width, height });
    expect(seen).toBeLessThanOrEqual(most);
  });
});

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
