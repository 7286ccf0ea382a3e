import type { TrustmarkModel } from '../model/trustmark.ts';

/** Runs a decoder that is loaded. */
export type RunOnnx = TrustmarkModel['run'];

/**
 * Loads a decoder into ONNX Runtime: its WebAssembly build, one thread, from Whence's own files. Nothing of it is read
 * before the first call.
 * @param wasm where the runtime's wasm is: its address within Whence, or the bytes themselves.
 * @throws when the bytes are no model of one input `image` and one output `output`.
 */
export async function loadOnnx(model: Uint8Array, wasm: string | Uint8Array): Promise<RunOnnx> {
  const { env, InferenceSession, Tensor } = await import('onnxruntime-web/wasm');
  env.wasm.numThreads = 1;
  env.logLevel = 'error';
  if (typeof wasm === 'string') env.wasm.wasmPaths = { wasm };
  else env.wasm.wasmBinary = wasm;
  const session = await InferenceSession.create(model, { executionProviders: ['wasm'] });
  return async (input, shape) => {
    const image = new Tensor('float32', input, shape);
    const { output } = await session.run({ image });
    const numbers = await output?.getData();
    if (!(numbers instanceof Float32Array)) throw new TypeError('The decoder gave no numbers.');
    return numbers;
  };
}
