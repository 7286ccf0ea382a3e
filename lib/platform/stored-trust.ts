import { browser } from 'wxt/browser';
import { TrustStore } from '../trust/trust-store.ts';

const KEY = 'trust';
/** Written by `npm run trust:refresh`; a build made without it has no such file. */
const BUNDLED = '/trust/lists.json';

/** The trust store over extension storage. */
export function storedTrust(): TrustStore {
  const trust = new TrustStore({
    fetch: (input, init) => fetch(input, init),
    now: () => new Date(),
    read: async () => (await browser.storage.local.get(KEY))[KEY],
    write: (value) => browser.storage.local.set({ [KEY]: value }),
    bundled: async () => (await fetch(browser.runtime.getURL(BUNDLED as '/'))).json(),
  });
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && KEY in changes) trust.reload();
  });
  return trust;
}
