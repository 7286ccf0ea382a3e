import { browser } from 'wxt/browser';
import { LinkLost, PortLink } from './port-link.ts';
import type { FromPage } from './protocol.ts';

/** Name of the ports content scripts open. */
export const PAGE_LINK = 'page';
/** Milliseconds without a question after which the port is closed: an open one would be a tab's, for its whole life. */
const IDLE_MS = 10_000;

export type AskBackground = <Name extends keyof FromPage>(
  name: Name,
  body: Parameters<FromPage[Name]>[0],
) => Promise<ReturnType<FromPage[Name]>>;

/**
 * The way of one content script to the background: a port, opened by the first question and again by the next one after
 * it was lost, which also wakes a background that was stopped. What was finished is not done twice, because results are
 * kept by address.
 * @returns asks; rejects with LinkLost when nobody answered (ask again if `isWhenceHere`), or with the background's
 *   refusal.
 */
export function linkToBackground(): AskBackground {
  let link: PortLink | null = null;
  let waiting = 0;
  let idle: ReturnType<typeof setTimeout> | undefined;

  const open = (): PortLink => {
    const opened = new PortLink(connect(), () => {
      // Read, or the browser writes it into the page's console.
      void browser.runtime?.lastError;
      if (link === opened) link = null;
    });
    return opened;
  };
  // A page that the browser keeps for its history loses its port, and is not always told.
  globalThis.addEventListener?.('pagehide', () => link?.close());
  return async (name, body) => {
    link ??= open();
    clearTimeout(idle);
    waiting += 1;
    try {
      return (await link.ask(name, body)) as never;
    } finally {
      waiting -= 1;
      if (waiting === 0) idle = setTimeout(() => link?.close(), IDLE_MS);
    }
  };
}

/** `false` once Whence was updated, disabled or removed under this page: its copy here can only be quiet. */
export function isWhenceHere(): boolean {
  try {
    return browser.runtime?.id !== undefined;
  } catch {
    return false;
  }
}

function connect() {
  try {
    return browser.runtime.connect({ name: PAGE_LINK });
  } catch {
    throw new LinkLost();
  }
}
