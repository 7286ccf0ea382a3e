import { browser } from 'wxt/browser';
import { AlgorithmStore } from '../trust/algorithm-store.ts';

const KEY = 'algorithms';
/** Written anew by `npm run trust:refresh`. */
const BUNDLED = '/trust/algorithms.json';

/** The names of soft binding algorithms over extension storage. */
export function storedAlgorithms(): AlgorithmStore {
  return new AlgorithmStore({
    fetch: (input, init) => fetch(input, init),
    now: () => new Date(),
    read: async () => (await browser.storage.local.get(KEY))[KEY],
    write: (value) => browser.storage.local.set({ [KEY]: value }),
    bundled: async () => (await fetch(browser.runtime.getURL(BUNDLED as '/'))).json(),
  });
}
