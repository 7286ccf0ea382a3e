import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Raster } from '../../lib/model/raster.ts';
import { hasDalleBar } from '../../lib/watermarks/dalle-bar.ts';
import { hasGeminiSparkle } from '../../lib/watermarks/gemini-sparkle.ts';
import { corpusFiles, corpusFolder, hasCorpus, readCorpusFile } from '../support/corpus.ts';
import { visibleMarkFigures } from '../bench/visible-marks.ts';
import { paintDalleBar, paintSparkle } from '../support/paint-marks.ts';

/** A soft landscape of colors, dark enough for a white mark. */
function scene(width: number, height: number): Raster {
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const wave = 20 * Math.sin(x / 37) * Math.cos(y / 23);
      rgba.set([90 + wave, 70 + wave / 2 + y / 20, 110 - wave, 255], (y * width + x) * 4);
    }
  return { width, height, rgba };
}

async function rasterOf(picture: Sharp): Promise<Raster> {
  const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgba: new Uint8Array(data) };
}

const asFile = ({ width, height, rgba }: Raster) => sharp(rgba, { raw: { width, height, channels: 4 } }).removeAlpha();

describe("Gemini's star", () => {
  it.each([
    [1300, 1200, 96],
    [640, 480, 48],
    [400, 400, 30],
  ])('is made out in %i × %i pixels at %i', (width, height, size) => {
    expect(hasGeminiSparkle(scene(width, height))).toBe(false);
    expect(hasGeminiSparkle(paintSparkle(scene(width, height), size))).toBe(true);
  });

  it('is made out after JPEG and scaling', async () => {
    const marked = asFile(paintSparkle(scene(1300, 1200), 96));
    expect(hasGeminiSparkle(await rasterOf(sharp(await marked.jpeg({ quality: 80 }).toBuffer())))).toBe(true);
    expect(hasGeminiSparkle(await rasterOf(sharp(await marked.resize(900).png().toBuffer())))).toBe(true);
  });

  it('is not seen elsewhere, in half, in gray or in flat colors', () => {
    const marked = paintSparkle(scene(700, 700), 48);
    expect(hasGeminiSparkle({ ...marked, height: 660, rgba: marked.rgba.subarray(0, 700 * 660 * 4) })).toBe(false);
    const half = marked.rgba.slice();
    half.set(scene(700, 700).rgba.subarray(0, 700 * 644 * 4));
    expect(hasGeminiSparkle({ ...marked, rgba: half })).toBe(false);
    for (const level of [0, 64, 127, 128, 191, 255])
      expect(hasGeminiSparkle({ ...marked, rgba: new Uint8Array(700 * 700 * 4).fill(level) })).toBe(false);
  });

  it.skipIf(!hasCorpus)('is made out in a real file, and in no unmarked one', async () => {
    const real = sharp(await readCorpusFile('ai-generators/gemini_black_2048.png'));
    expect(hasGeminiSparkle(await rasterOf(real))).toBe(true);
    const unmarked = corpusFiles.filter(([name]) => /^watermarks\/.*unmarked|doubao|chatgpt-1|mj-1/.test(name));
    for (const [name] of unmarked)
      expect(hasGeminiSparkle(await rasterOf(sharp(await readCorpusFile(name)))), name).toBe(false);
  });
});

describe("DALL·E 2's bar", () => {
  it('is made out, after JPEG too, and only up to the edge', async () => {
    const marked = paintDalleBar(scene(512, 512));
    expect(hasDalleBar(scene(512, 512))).toBe(false);
    expect(hasDalleBar(marked)).toBe(true);
    expect(hasDalleBar(await rasterOf(sharp(await asFile(marked).jpeg({ quality: 90 }).toBuffer())))).toBe(true);
    expect(hasDalleBar({ ...marked, height: 500, rgba: marked.rgba.subarray(0, 512 * 500 * 4) })).toBe(false);
  });
});

it('pictures of any size and content are answered', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 220 }),
      fc.integer({ min: 1, max: 220 }),
      fc.nat(255),
      (width, height, fill) => {
        const raster = { width, height, rgba: new Uint8Array(width * height * 4).fill(fill) };
        expect(hasGeminiSparkle(raster)).toBe(false);
        expect(hasDalleBar(raster)).toBe(false);
      },
    ),
    { numRuns: 60 },
  );
});

it.skipIf(!hasCorpus)('photographs are called nothing, and a mark painted on them is made out', async () => {
  const figures = await visibleMarkFigures([corpusFolder('watermarks')], 40);
  const value = (name: string) => figures.filter((each) => each.name === name).map((each) => each.value);
  expect(value('unmarked crops')).toEqual([40]);
  expect(value('called in unmarked crops')).toEqual([0, 0]);
  for (const share of value('made out, JPEG 85')) expect(share).toBeGreaterThanOrEqual(50);
});
