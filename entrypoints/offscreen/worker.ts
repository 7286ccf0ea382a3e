import wasmUrl from '@contentauth/c2pa-wasm/c2pa.wasm?url';
import { VerdictStore } from '../../lib/cache/verdict-store.ts';
import { wasmEngine } from '../../lib/decoders/c2pa-engine.ts';
import { type WorkerScope, serveEngine } from '../../lib/platform/engine-worker.ts';

const loadModule = async () => WebAssembly.compile(await (await fetch(wasmUrl)).arrayBuffer());

serveEngine(self as unknown as WorkerScope, {
  engine: wasmEngine(loadModule),
  store: new VerdictStore(),
  version: __WHENCE_VERSION__,
});
