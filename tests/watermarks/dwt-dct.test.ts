import { basename } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../lib/model/outcome.ts';
import type { Raster } from '../../lib/model/raster.ts';
import { detectDwtDct, type DwtDctMark, type DwtDctOptions } from '../../lib/watermarks/dwt-dct.ts';
import { knownPayloads } from '../../lib/watermarks/dwt-dct-payloads.ts';
import { corpusFiles, hasCorpus, readCorpusFile } from '../support/corpus.ts';
import { drawScene, randomFrom } from '../support/draw-scene.ts';
import { embedDwtDct } from '../support/embed-dwt-dct.ts';
import { crop, readRaster, throughJpeg, toSharp } from '../support/read-raster.ts';
import { CHANNELS, DIRECTIONS, PATTERNS, structuredPicture } from '../support/structured-pictures.ts';

const scene = drawScene(512, 512);
const [sdxl] = knownPayloads;
const sdxlBits = sdxl?.bits ?? [];
const marked = embedDwtDct(scene, sdxlBits);
const THOROUGH: DwtDctOptions = { search: 'thorough' };

describe('a marked picture', () => {
  it.each(knownPayloads.map(({ id, bits }) => [id, bits] as const))('of %s is told', async (id, bits) => {
    const picture = embedDwtDct(scene, bits);
    expect(payloadOf(detectDwtDct(picture))).toBe(id);
    expect(payloadOf(detectDwtDct(await throughJpeg(picture, 95)))).toBe(id);
  });

  it('of one gray all over is told, where blocks of one bit are all the same', () => {
    const gray = embedDwtDct(
      paint(512, 448, () => 0x808080),
      sdxlBits,
    );
    expect(payloadOf(detectDwtDct(gray))).toBe('sdxl');
    expect(payloadOf(detectDwtDct(crop(gray, 13, 6, 470, 400), THOROUGH))).toBe('sdxl');
  });

  it('says how it was told', () => {
    const mark = markOf(detectDwtDct(marked));
    expect(mark).toMatchObject({ alignment: 'whole', orientation: 1, blocks: 4096, size: null });
    expect(mark?.place).toEqual({ left: 0, top: 0, offset: 0, stride: 64 % 48 });
    expect(mark?.z).toBeGreaterThan(8);
    expect(mark?.lead).toBeGreaterThan(5);
    expect(mark?.falsePositives).toBeLessThanOrEqual(1e-6);
  });

  it('is told as shown, where its pixels were turned for storing', async () => {
    // Stored turned to the left: its Exif says 6, to be turned to the right again.
    const turned = await readRaster(await toSharp(marked).rotate(-90).png().toBuffer());
    expect(detectDwtDct(turned)).toEqual({ kind: 'absent' });
    expect(markOf(detectDwtDct({ ...turned, orientation: 6 }))).toMatchObject({ payload: 'sdxl', orientation: 6 });
    expect(markOf(detectDwtDct({ ...marked, orientation: 6 }))).toMatchObject({ payload: 'sdxl', orientation: 1 });
  });

  it('is not told by the message next to it', () => {
    const other = embedDwtDct(
      scene,
      Uint8Array.from(sdxlBits, (bit, slot) => bit ^ (slot % 2)),
    );
    expect(detectDwtDct(other)).toEqual({ kind: 'absent' });
  });

  it('with its message turned inside out is not told', () => {
    expect(
      detectDwtDct(
        embedDwtDct(
          scene,
          Uint8Array.from(sdxlBits, (bit) => 1 - bit),
        ),
      ),
    ).toEqual({ kind: 'absent' });
  });
});

describe('a copy of a marked picture', () => {
  it.each([
    [0, 0],
    [3, 5],
    [8, 16],
    [61, 62],
  ])('cut off by %i and %i pixels is found where it lies', (left, top) => {
    const copy = crop(marked, left, top, 400, 391);
    const mark = markOf(detectDwtDct(copy, THOROUGH));
    const toBlock = (pixels: number): number => (8 - (pixels % 8)) % 8;
    expect(mark).toMatchObject({ payload: 'sdxl', alignment: 'cropped' });
    expect(mark?.place).toEqual({
      left: toBlock(left),
      top: toBlock(top),
      offset: (Math.ceil(left / 8) + Math.ceil(top / 8) * 64) % 48,
      stride: 64 % 48,
    });
  });

  it.each([0.6, 0.9, 1.1, 1.37])('at %f of its size is found at the size it had', async (scale) => {
    const side = Math.round(512 * scale);
    const copy = await readRaster(await toSharp(marked).resize(side, side).png().toBuffer());
    expect(markOf(detectDwtDct(copy, THOROUGH))).toMatchObject({
      payload: 'sdxl',
      alignment: 'scaled',
      size: [512, 512],
    });
  });

  it('is not looked for unless asked', () => {
    expect(detectDwtDct(crop(marked, 3, 5, 400, 391))).toEqual({ kind: 'absent' });
  });
});

describe('an unmarked picture', () => {
  it('has no mark, however long one looks', () => {
    expect(detectDwtDct(drawScene(400, 300, 2), THOROUGH)).toEqual({ kind: 'absent' });
  });

  it('of one period has none', () => {
    // Every period, pattern, direction and channel is in `npm run bench:watermarks`.
    const structures = PATTERNS.flatMap((pattern) =>
      DIRECTIONS.flatMap((direction) =>
        [8, 61, 243, 368, 384].map((period, index) => {
          const channel = CHANNELS[index % CHANNELS.length] ?? 'blue';
          return { pattern, direction, channel, period };
        }),
      ),
    );
    const found = structures.filter(
      (structure) => detectDwtDct(structuredPicture(structure, 768, 384)).kind !== 'absent',
    );
    expect(found).toEqual([]);
  });

  it('of noise in two colors, of blocks as wide as the mark, and of one color has none', () => {
    const next = randomFrom(5);
    const blocks = new Map<number, number>();
    const pixels = paint(384, 384, (x, y) => {
      const key = (y >> 3) * 48 + (x >> 3);
      const color = blocks.get(key) ?? next() * 0xffffff;
      blocks.set(key, color);
      return color;
    });
    expect(detectDwtDct(pixels)).toEqual({ kind: 'absent' });
    expect(detectDwtDct(paint(384, 384, () => (next() < 0.5 ? 0 : 0xffffff)))).toEqual({ kind: 'absent' });
    for (const color of [0, 0x0000ff, 0xffff00, 0xffffff])
      expect(
        detectDwtDct(
          paint(300, 300, () => color),
          THOROUGH,
        ),
      ).toEqual({ kind: 'absent' });
  });
});

describe('what cannot be looked at', () => {
  it('is never called unmarked', () => {
    const small = { kind: 'unanswered', why: 'too-small' };
    expect(detectDwtDct(drawScene(255, 256))).toEqual(small);
    expect(detectDwtDct({ width: 65536, height: 1, rgba: new Uint8Array(65536 * 4) })).toEqual(small);
    expect(detectDwtDct({ width: 1, height: 65536, rgba: new Uint8Array(65536 * 4) })).toEqual(small);
    const cut = { width: 512, height: 512, rgba: new Uint8Array(100) };
    expect(detectDwtDct(cut)).toEqual({ kind: 'unanswered', why: 'malformed' });
  });

  it('within its budget is unanswered', () => {
    let asked = 0;
    expect(detectDwtDct(marked, { isSpent: () => true })).toEqual({ kind: 'unanswered', why: 'budget' });
    expect(detectDwtDct(scene, { ...THOROUGH, isSpent: () => ++asked > 30 })).toEqual({
      kind: 'unanswered',
      why: 'budget',
    });
  });
});

it('answers for pictures of every size', () => {
  const sides = fc.integer({ min: 0, max: 300 });
  fc.assert(
    fc.property(
      sides,
      sides,
      fc.integer({ min: 1, max: 8 }),
      fc.boolean(),
      (width, height, orientation, isRepeated) => {
        const next = randomFrom(width * 301 + height);
        const rgba = new Uint8Array(width * height * 4).map((_, at) => (isRepeated ? at : next() * 256));
        const answer = detectDwtDct({ width, height, rgba, orientation: orientation as 1 | 8 });
        expect(answer.kind).toBe(width * height < 256 * 256 ? 'unanswered' : 'absent');
      },
    ),
    { numRuns: 60 },
  );
});

describe.skipIf(!hasCorpus)('the corpus', () => {
  const files = corpusFiles.filter(([path]) => path.startsWith('watermarks/'));
  it.each(files)('%s', async (path, { payload = null, basis }) => {
    const answer = detectDwtDct(await readRaster(await readCorpusFile(path)));
    const allowed = basis.includes('nothing-found') ? [payload, null] : [payload];
    expect(allowed, basename(path)).toContain(payloadOf(answer));
  });
});

function markOf(answer: Outcome<DwtDctMark>): DwtDctMark | null {
  return answer.kind === 'found' ? answer.value : null;
}

function payloadOf(answer: Outcome<DwtDctMark>): string | null {
  return markOf(answer)?.payload ?? null;
}

function paint(width: number, height: number, color: (x: number, y: number) => number): Raster {
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let at = 0; at < width * height; at++) {
    const value = color(at % width, Math.floor(at / width));
    rgba.set([value >> 16, value >> 8, value], at * 4);
  }
  return { width, height, rgba };
}
