import { Catalog } from '../catalog/catalog.ts';
import { CatalogConnection } from '../catalog/connection.ts';
import { VerdictStore } from '../cache/verdict-store.ts';
import { wasmEngine } from '../decoders/c2pa-engine.ts';
import { WeightsStore } from '../weights/weights-store.ts';
import { decodePixels } from './decode-pixels.ts';
import { type WorkerScope, serveEngine } from './engine-worker.ts';
import { loadOnnx } from './onnx-runtime.ts';
import { compileOwn, ownWasm } from './own-wasm.ts';
import { throughJpeg } from './through-jpeg.ts';
import { trustmarkReaders } from './trustmark-readers.ts';
import { workFinder } from './work-finder.ts';

/**
 * Starts the engine in a Worker.
 * @param wasmUrl address of the validator's wasm within Whence; fetched when the first manifest turns up.
 * @param onnxUrl address of the decoders' runtime within Whence; fetched when the first decoder is to run.
 */
export function startEngine(scope: WorkerScope, wasmUrl: string, onnxUrl: string): void {
  const trustmark = trustmarkReaders({
    weights: new WeightsStore(),
    load: async (file) => loadOnnx(file, await ownWasm(onnxUrl)),
    throughJpeg,
    now: () => performance.now(),
  });
  const findWorks = workFinder(new Catalog(new CatalogConnection()), () => performance.now());
  const store = new VerdictStore();
  serveEngine(scope, { engine: wasmEngine(() => compileOwn(wasmUrl)), store, decodePixels, trustmark, findWorks });
}
