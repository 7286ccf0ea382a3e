import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { loadOnnx } from '../../lib/platform/onnx-runtime.ts';
import { tinyDecoder } from '../support/tiny-onnx.ts';

const wasm = new Uint8Array(
  await readFile(new URL(import.meta.resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'))),
);

/** Three planes of one gray, with one bright cell of the grid. */
function planes(side: number, cell: number): Float32Array {
  const input = new Float32Array(3 * side * side).fill(-0.5);
  const size = Math.floor(side / 10);
  const [left, top] = [(cell % 10) * size, Math.floor(cell / 10) * size];
  for (let plane = 0; plane < 3; plane++)
    for (let y = top; y < top + size; y++)
      for (let x = left; x < left + size; x++) input[plane * side * side + y * side + x] = 0.5;
  return input;
}

describe('the runtime', () => {
  it.each([224, 256])('runs a decoder of %i pixels as published: planes in, a hundred numbers out', async (side) => {
    const run = await loadOnnx(tinyDecoder({ side }), wasm);
    for (const cell of [0, 37, 99]) {
      const numbers = await run(planes(side, cell), [1, 3, side, side]);
      expect(numbers).toHaveLength(100);
      numbers.forEach((number, at) => expect(number).toBeCloseTo(at === cell ? 0.5 : -0.5, 5));
    }
  });

  it('refuses what is no model, and a shape the model does not take', async () => {
    await expect(loadOnnx(new TextEncoder().encode('<!doctype html><title>Gone</title>'), wasm)).rejects.toThrow(
      /protobuf|load model/i,
    );
    await expect(loadOnnx(tinyDecoder().slice(0, 200), wasm)).rejects.toThrow(/protobuf|load model/i);
    const run = await loadOnnx(tinyDecoder({ side: 224 }), wasm);
    await expect(run(new Float32Array(3 * 64), [1, 3, 8, 8])).rejects.toThrow(/dimensions/);
  });
});
