import c2paPackage from '@contentauth/c2pa-wasm/package.json' with { type: 'json' };
import { buildReport } from '../inspect/build-report.ts';
import type { EngineContext } from '../inspect/context.ts';
import type { Unanswered } from '../model/outcome.ts';
import type { Report } from '../model/report.ts';
import { decide } from '../verdict/decide.ts';
import { displayAddress } from './display-address.ts';

/** The report of a file the engine never got to see, in the same shape and words as the engine's own. */
export function couldNotCheck(url: string, why: Unanswered, version: string): Report {
  const nothing = { size: null, bytesRead: 0, read: async () => new Uint8Array() };
  // The validator itself is left out: it would bring 9 MB into the background for its version number.
  const context: EngineContext = {
    c2pa: { version: c2paPackage.version, validate: async () => ({ kind: 'unanswered', why }) },
    trust: [],
    version,
    now: () => 0,
    abort: new AbortController().signal,
  };
  const findings = {
    map: { format: 'application/octet-stream', parts: [], incomplete: why },
    fields: null,
    remote: null,
    sha256: null,
    shortfall: why,
    signals: new Map(),
  } as const;
  return buildReport(
    { source: nothing, name: displayAddress(url) },
    context,
    findings,
    decide(findings.signals, why),
    0,
  );
}
