import { wasmEngine } from '../decoders/c2pa-engine.ts';
import { type SearchScope, serveSearch } from './search-worker.ts';

/**
 * Starts the search for an original in a Worker.
 * @param wasmUrl address of the validator's wasm within Whence; fetched when the first manifest turns up.
 */
export function startSearch(scope: SearchScope, wasmUrl: string): void {
  serveSearch(
    scope,
    wasmEngine(async () => WebAssembly.compile(await (await fetch(wasmUrl)).arrayBuffer())),
  );
}
