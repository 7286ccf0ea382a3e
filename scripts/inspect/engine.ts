import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { wasmEngine } from '../../lib/decoders/c2pa-engine.ts';
import { openHttp } from '../../lib/fetch/http-source.ts';
import { manifestLinkOf } from '../../lib/fetch/link-header.ts';
import type { EngineContext } from '../../lib/inspect/context.ts';
import { inspect } from '../../lib/inspect/inspect.ts';
import { Unreadable } from '../../lib/bytes/source.ts';
import type { Report } from '../../lib/model/report.ts';
import type { TrustLists } from '../../lib/model/trust.ts';
import { openFile, unreadableSource } from '../file-source.ts';
import { decodePixels } from './decode-pixels.ts';
import type { Target } from './list-targets.ts';
import manifest from '../../package.json' with { type: 'json' };

/** Milliseconds for searching one picture for marks that were scaled or cut. */
const SEARCH_MS = 30_000;

/** Looks at one target after the other with one engine. */
export interface NodeEngine {
  look(target: Target): Promise<Report>;
  /** The report of a target that could not be looked at for `why`. */
  shortfall(target: Target, why: Unreadable['why']): Promise<Report>;
}

/** The engine as Node runs it: local files, addresses, the wasm from `node_modules`. */
export function nodeEngine(trust: TrustLists, mayReadPixels = true): NodeEngine {
  const context: EngineContext = {
    c2pa: wasmEngine(loadWasm),
    trust,
    mayReadPixels,
    decodePixels,
    searchMs: SEARCH_MS,
    version: manifest.version,
    now: () => performance.now(),
    abort: new AbortController().signal,
  };
  const shortfall: NodeEngine['shortfall'] = ({ name }, why) =>
    inspect({ source: unreadableSource(why), name }, context);
  return {
    shortfall,
    async look(target) {
      try {
        return target.kind === 'file' ? await lookAtFile(target, context) : await lookAtAddress(target, context);
      } catch (error) {
        return shortfall(target, error instanceof Unreadable ? error.why : 'engine-failed');
      }
    },
  };
}

async function lookAtFile({ name, location }: Target, context: EngineContext): Promise<Report> {
  await using source = await openFile(location);
  return await inspect({ source, name }, context);
}

async function lookAtAddress({ name, location }: Target, context: EngineContext): Promise<Report> {
  // The person typed the address, so it stands for the page it would be on.
  const opened = await openHttp(location, { pageUrl: location });
  if (opened.kind === 'not-modified') throw new Unreadable('blocked', '304 without a stored copy');
  try {
    const recordLink = manifestLinkOf(opened.source.facts);
    return await inspect({ source: opened.source, name, recordLink }, context);
  } finally {
    opened.source.close();
  }
}

async function loadWasm(): Promise<WebAssembly.Module> {
  const path = fileURLToPath(import.meta.resolve('@contentauth/c2pa-wasm/c2pa.wasm'));
  return WebAssembly.compile(await readFile(path));
}
