import wasmUrl from '@contentauth/c2pa-wasm/c2pa.wasm?url';
import onnxUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { startEngine } from '../../lib/platform/start-engine.ts';
import type { WorkerScope } from '../../lib/platform/engine-worker.ts';

startEngine(self as unknown as WorkerScope, wasmUrl, onnxUrl);
