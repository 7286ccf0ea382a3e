import SearchWorker from './search-worker.ts?worker';

/** A Worker of this page's own that looks for one original. It ends with the page at the latest. */
export function startSearchWorker(): Worker {
  return new SearchWorker();
}
