import type { ComputeHost } from './compute-job.ts';
import { engineHost } from './engine-host.ts';
import type { AskForBytes, EngineWorker } from './engine-queue.ts';
import { offscreenHost } from './offscreen-document.ts';

/** The event pages of Firefox and Safari may have Workers of their own; Chromium's service worker may not. */
const HAS_WORKERS = import.meta.env.FIREFOX || import.meta.env.SAFARI;

/** Where the engine runs: the only place that knows the browsers apart. Folded at build. */
export function computeHost(startWorker: () => EngineWorker, askForBytes: AskForBytes): ComputeHost {
  return HAS_WORKERS ? engineHost(startWorker, askForBytes) : offscreenHost(askForBytes);
}
