import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Raster } from '../../lib/model/raster.ts';
import type { TrustmarkModel, TrustmarkReader } from '../../lib/model/trustmark.ts';
import { trustmarkCrop, trustmarkInput, TRUSTMARK_RECIPES } from '../../lib/watermarks/trustmark-input.ts';
import { readTrustmark } from '../../lib/watermarks/trustmark.ts';
import { loadOnnx } from '../../lib/platform/onnx-runtime.ts';
import { tinyDecoder } from '../support/tiny-onnx.ts';
import {
  cellReader,
  levelsOf,
  paintCells,
  textBits,
  throughJpeg,
  trustmarkWord,
} from '../support/trustmark-pictures.ts';

const abort = new AbortController().signal;

function reader(models: readonly TrustmarkModel[], given: Partial<TrustmarkReader> = {}): TrustmarkReader {
  return { models: async () => models, throughJpeg: (raster) => throughJpeg(raster), hasTime: () => true, ...given };
}

const DATA = textBits(1, 'WHENCE42');
const WORD = trustmarkWord(1, DATA);
const marked = (variant: 'P' | 'Q', width = 400, height = 300): Raster =>
  paintCells({ width, height, variant, levels: levelsOf(WORD) });
const flat = (width: number, height: number): Raster => ({ width, height, rgba: new Uint8Array(width * height * 4) });

describe('a TrustMark code', () => {
  it.each([
    ['P', 400, 300],
    ['P', 300, 700],
    ['P', 1024, 1024],
    ['Q', 400, 300],
    ['Q', 300, 600],
    ['Q', 900, 300],
    ['Q', 257, 600],
  ] as const)('for %s is read from a picture of %i × %i', async (variant, width, height) => {
    const model = cellReader(variant);
    const outcome = await readTrustmark(marked(variant, width, height), reader([model]), abort);
    expect(outcome).toEqual({ kind: 'found', value: { schema: 1, data: DATA, variant } });
    expect(model.runs).toHaveLength(2);
  });

  it('is read by a decoder that wants its input between 0 and 1', async () => {
    const model = cellReader('P', -0.5);
    const outcome = await readTrustmark(marked('P'), reader([model]), abort);
    expect(outcome).toMatchObject({ kind: 'found', value: { schema: 1, data: DATA } });
    expect(model.runs).toHaveLength(3);
  });

  it('is looked for with every decoder there is', async () => {
    const models = [cellReader('P'), cellReader('Q')];
    const outcome = await readTrustmark(marked('Q'), reader(models), abort);
    expect(outcome).toMatchObject({ kind: 'found', value: { variant: 'Q' } });
    expect(models[0]?.runs).toHaveLength(2);
  });

  it('is absent where none is, without a JPEG copy being made', async () => {
    const copies: Raster[] = [];
    const throughNone = async (raster: Raster): Promise<Raster> => {
      copies.push(raster);
      return raster;
    };
    const noise = Float32Array.from({ length: 100 }, (_, at) => Math.sin(at * at * 12.9898) * 60);
    for (const raster of [flat(300, 300), paintCells({ width: 400, height: 300, variant: 'P', levels: noise })])
      expect(await readTrustmark(raster, reader([cellReader('P')], { throughJpeg: throughNone }), abort)).toEqual({
        kind: 'absent',
      });
    expect(copies).toHaveLength(0);
  });

  it('does not count when the JPEG copy holds none, or another', async () => {
    const other = paintCells({
      width: 400,
      height: 300,
      variant: 'P',
      levels: levelsOf(trustmarkWord(1, textBits(1, 'WHENCE43'))),
    });
    for (const copy of [flat(400, 300), other])
      expect(
        await readTrustmark(marked('P'), reader([cellReader('P')], { throughJpeg: async () => copy }), abort),
      ).toEqual({
        kind: 'absent',
      });
  });

  it('is not answered for when it could not be looked for', async () => {
    const unanswered = async (raster: Raster, given: Partial<TrustmarkReader> = {}) =>
      readTrustmark(raster, reader([cellReader('P')], given), abort);
    expect(await unanswered(flat(255, 4000))).toEqual({ kind: 'unanswered', why: 'unsupported' });
    expect(await unanswered({ width: 8192, height: 8192, rgba: new Uint8Array(0) })).toEqual({
      kind: 'unanswered',
      why: 'too-large',
    });
    expect(await unanswered(marked('P'), { hasTime: () => false })).toEqual({ kind: 'unanswered', why: 'budget' });
    expect(await unanswered(marked('P'), { models: async () => [] })).toEqual({
      kind: 'unanswered',
      why: 'needs-consent',
    });
    let turns = 0;
    expect(await unanswered(marked('P'), { hasTime: () => (turns += 1) < 2 })).toEqual({
      kind: 'unanswered',
      why: 'budget',
    });
  });

  it('is no reason to believe a decoder that answers nonsense', async () => {
    for (const numbers of [
      new Float32Array(99),
      new Float32Array(100).fill(NaN),
      new Float32Array(100).fill(Infinity),
    ]) {
      const broken: TrustmarkModel = { variant: 'P', run: async () => numbers };
      await expect(readTrustmark(marked('P'), reader([broken]), abort)).rejects.toThrow(RangeError);
    }
  });

  it('is read by the runtime itself, JPEG copy and all', async () => {
    const wasm = new Uint8Array(
      await readFile(new URL(import.meta.resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'))),
    );
    const models: TrustmarkModel[] = [
      { variant: 'P', run: await loadOnnx(tinyDecoder({ side: 224, bias: -0.5 }), wasm) },
      { variant: 'Q', run: await loadOnnx(tinyDecoder({ side: 256 }), wasm) },
    ];
    for (const variant of ['P', 'Q'] as const) {
      const picture = await throughJpeg(marked(variant, 640, 480), 85);
      expect(await readTrustmark(picture, reader(models), abort)).toEqual({
        kind: 'found',
        value: { schema: 1, data: DATA, variant },
      });
    }
    expect(await readTrustmark(flat(640, 480), reader(models), abort)).toEqual({ kind: 'absent' });
  });
});

describe('the decoder’s input', () => {
  it('is the middle square for P always, for Q of long pictures only', () => {
    // The examples of adobe/trustmark, rust/src/image_processing.rs.
    expect(trustmarkCrop(flat(100, 110), 'Q')).toEqual({ x: 0, y: 0, width: 100, height: 110 });
    expect(trustmarkCrop(flat(10, 100), 'Q')).toEqual({ x: 0, y: 45, width: 10, height: 10 });
    expect(trustmarkCrop(flat(101, 10), 'Q')).toEqual({ x: 45, y: 0, width: 10, height: 10 });
    expect(trustmarkCrop(flat(100, 110), 'P')).toEqual({ x: 0, y: 5, width: 100, height: 100 });
    expect(trustmarkCrop(flat(100, 200), 'Q')).toEqual({ x: 0, y: 0, width: 100, height: 200 });
  });

  it('keeps the range of each scaling, plane by plane, and leaves alpha out', () => {
    const raster = flat(300, 300);
    for (let at = 0; at < raster.rgba.length; at += 4) raster.rgba.set([255, 0, 51, at % 256], at);
    const [signed, unit] = TRUSTMARK_RECIPES.map((recipe) => trustmarkInput(raster, 'P', recipe));
    const plane = 224 * 224;
    const planes = (input: Float32Array | undefined) =>
      [0, 1, 2].map((at) => input?.subarray(at * plane, (at + 1) * plane));
    const expected = [
      [1, -1, -0.6],
      [1, 0, 0.2],
    ];
    [signed, unit].forEach((input, way) => {
      planes(input).forEach((values, at) => {
        const most = values?.reduce((max, each) => Math.max(max, Math.abs(each - (expected[way]?.[at] ?? NaN))), 0);
        expect(most).toBeLessThan(1e-5);
      });
    });
    expect(signed).toHaveLength(3 * plane);
  });

  it('is the picture itself, sample for sample, where the sizes agree', () => {
    const raster = flat(256, 256);
    for (let at = 0; at < raster.rgba.length; at++) raster.rgba[at] = (at * 7919) % 251;
    for (const recipe of TRUSTMARK_RECIPES) {
      const input = trustmarkInput(raster, 'Q', recipe);
      for (const [x, y, plane] of [
        [0, 0, 0],
        [255, 255, 2],
        [17, 200, 1],
      ] as const)
        expect(input[plane * 65536 + y * 256 + x]).toBeCloseTo(
          recipe.scale(raster.rgba[(y * 256 + x) * 4 + plane] ?? NaN),
          5,
        );
    }
  });

  it('skips no pixel of a picture that shrinks', () => {
    const raster = flat(2560, 2560);
    const light = (1000 * 2560 + 1234) * 4;
    raster.rgba.fill(255, light, light + 4);
    const input = trustmarkInput(raster, 'Q', TRUSTMARK_RECIPES[0]);
    const lit = input.subarray(0, 65536).reduce((sum, value) => sum + (value + 1) / 2, 0);
    expect(lit).toBeCloseTo(1 / 100, 3);
  });
});
