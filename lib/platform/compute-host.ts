import type { ComputeHost } from './compute-job.ts';
import { type AskForBytes, EngineQueue, type EngineWorker } from './engine-queue.ts';
import { offscreenHost } from './offscreen-document.ts';

/** The event pages of Firefox and Safari may have Workers of their own; Chromium's service worker may not. */
const HAS_WORKERS = import.meta.env.FIREFOX || import.meta.env.SAFARI;

/** Where the engine runs: the only place that knows the browsers apart. Folded at build. */
export function computeHost(startWorker: () => EngineWorker, askForBytes: AskForBytes): ComputeHost {
  return HAS_WORKERS ? new EngineQueue(startWorker, {}, undefined, askForBytes) : offscreenHost(askForBytes);
}
