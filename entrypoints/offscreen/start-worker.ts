import EngineWorker from './worker.ts?worker';

/** A new engine Worker, in any document or event page that may have one. */
export function startEngineWorker(): Worker {
  return new EngineWorker();
}
