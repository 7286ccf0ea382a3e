import EvidenceWorker from './evidence-worker.ts?worker';

/** A Worker of this page's own that makes one evidence pack. It ends with the page at the latest. */
export function startEvidenceWorker(): Worker {
  return new EvidenceWorker();
}
