import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Raster } from '../../lib/model/raster.ts';
import type { TrustmarkModel, TrustmarkVariant } from '../../lib/model/trustmark.ts';
import { loadOnnx } from '../../lib/platform/onnx-runtime.ts';
import { trustmarkCrop } from '../../lib/watermarks/trustmark-input.ts';
import { readTrustmark } from '../../lib/watermarks/trustmark.ts';
import { PUBLISHED_WEIGHTS } from '../../lib/weights/published-weights.ts';
import { draw } from '../../scripts/samples/draw.ts';
import { textBits, throughJpeg, trustmarkWord } from '../support/trustmark-pictures.ts';

/** A folder with the published `decoder_*.onnx` and `encoder_*.onnx`; 130 MB that no package brings along. */
const FOLDER = process.env['WHENCE_MODELS'] ?? '';
const has = (file: string): boolean => FOLDER !== '' && existsSync(join(FOLDER, file));
const wasm = new Uint8Array(
  await readFile(new URL(import.meta.resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'))),
);
const abort = new AbortController().signal;
/** The encoder's picture, in pixels of a side, and how strong its mark is. */
const ENCODED = 256;
const STRENGTH = 0.95;

describe.each(PUBLISHED_WEIGHTS)('the published decoder $variant', ({ variant, size, sha256 }) => {
  it.skipIf(!has(`decoder_${variant}.onnx`))(
    'is the file that is downloaded, and finds nothing in a drawing',
    async () => {
      const file = await readFile(join(FOLDER, `decoder_${variant}.onnx`));
      expect([file.length, createHash('sha256').update(file).digest('hex')]).toEqual([size, sha256]);
      expect(await read(await drawing(), await decoder(variant))).toEqual({ kind: 'absent' });
    },
    120_000,
  );

  it.skipIf(!has(`decoder_${variant}.onnx`) || !has(`encoder_${variant}.onnx`))(
    'reads what the published encoder writes, in PNG and JPEG',
    async () => {
      const data = textBits(1, 'WHENCE42');
      const marked = await embed(await drawing(), variant, trustmarkWord(1, data));
      const model = await decoder(variant);
      for (const picture of [marked, await throughJpeg(marked, 90), await throughJpeg(marked, 75)])
        expect(await read(picture, model)).toEqual({ kind: 'found', value: { variant, schema: 1, data } });
    },
    240_000,
  );
});

async function drawing(): Promise<Raster> {
  const { bytes } = await draw({ scene: 'snow', format: 'png', width: 900 });
  const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgba: new Uint8Array(data) };
}

async function decoder(variant: TrustmarkVariant): Promise<TrustmarkModel> {
  return { variant, run: await loadOnnx(await readFile(join(FOLDER, `decoder_${variant}.onnx`)), wasm) };
}

function read(raster: Raster, model: TrustmarkModel) {
  return readTrustmark(raster, { models: async () => [model], throughJpeg, hasTime: () => true }, abort);
}

/** Writes a mark as adobe/trustmark does: what the encoder changes in a small copy, enlarged and added. */
async function embed(raster: Raster, variant: TrustmarkVariant, word: Uint8Array): Promise<Raster> {
  const { env, InferenceSession, Tensor } = await import('onnxruntime-web/wasm');
  env.wasm.wasmBinary = wasm;
  const session = await InferenceSession.create(await readFile(join(FOLDER, `encoder_${variant}.onnx`)));
  const { x: left, y: top, width, height } = trustmarkCrop(raster, variant);
  const small = await sharp(raster.rgba, { raw: { width: raster.width, height: raster.height, channels: 4 } })
    .extract({ left, top, width, height })
    .removeAlpha()
    .resize(ENCODED, ENCODED, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
  const plane = ENCODED * ENCODED;
  const input = Float32Array.from(
    { length: 3 * plane },
    (_, at) => (small[(at % plane) * 3 + Math.floor(at / plane)] ?? 0) / 127.5 - 1,
  );
  const { image } = await session.run({
    'onnx::Concat_0': new Tensor('float32', input, [1, 3, ENCODED, ENCODED]),
    'onnx::Gemm_1': new Tensor('float32', Float32Array.from(word), [1, 100]),
  });
  const output = image?.data as Float32Array;
  const change = input.map((sample, at) => Math.min(0.2, Math.max(-0.2, STRENGTH * ((output[at] ?? 0) - sample))));
  const rgba = raster.rgba.slice();
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let channel = 0; channel < 3; channel++) {
        const to = ((top + y) * raster.width + left + x) * 4 + channel;
        const from = [((x + 0.5) / width) * ENCODED - 0.5, ((y + 0.5) / height) * ENCODED - 0.5] as const;
        const by = between(change.subarray(channel * plane, (channel + 1) * plane), ...from);
        rgba[to] = Math.min(255, Math.max(0, Math.round((rgba[to] ?? 0) + by * 127.5)));
      }
  return { ...raster, rgba };
}

/** A sample of a square plane at a place between its own, from the four around it. */
function between(samples: Float32Array, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const at = (column: number, row: number): number => {
    const inside = (place: number): number => Math.min(ENCODED - 1, Math.max(0, place));
    return samples[inside(row) * ENCODED + inside(column)] ?? 0;
  };
  const across = (row: number): number => at(left, row) + (x - left) * (at(left + 1, row) - at(left, row));
  return across(top) + (y - top) * (across(top + 1) - across(top));
}
