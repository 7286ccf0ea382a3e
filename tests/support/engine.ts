import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type C2paEngine, wasmEngine } from '../../lib/decoders/c2pa-engine.ts';
import type { EngineContext } from '../../lib/inspect/context.ts';
import type { TrustLists } from '../../lib/model/trust.ts';

/** The real validator, compiled from the package's own wasm. */
export function realEngine(): C2paEngine {
  const glue = createRequire(import.meta.url).resolve('@contentauth/c2pa-wasm');
  return wasmEngine(async () => WebAssembly.compile(await readFile(new URL('c2pa_bg.wasm', `file://${glue}`))));
}

export function engineContext(trust: TrustLists = [], c2pa: C2paEngine = realEngine()): EngineContext {
  return { c2pa, trust, version: '0.0.0', now: () => performance.now(), abort: new AbortController().signal };
}
