import { type AskBackground, isWhenceHere, linkToBackground } from '../../lib/messaging/link-to-background.ts';
import { LinkLost } from '../../lib/messaging/port-link.ts';
import type { PagePort } from '../../lib/page/page-port.ts';
import { readOpening } from '../../lib/page/read-opening.ts';

/** A background that is being stopped refuses for a moment; the next question starts it anew. */
const RETRY_DELAYS_MS = [100, 1000];

/** Joins the page to the background. Ends the page's life when the extension behind it is gone. */
export function createPort(life: AbortController): PagePort {
  const askOnce = linkToBackground();
  const ask: AskBackground = async (name, body) => {
    for (const delay of RETRY_DELAYS_MS) {
      try {
        return await askOnce(name, body);
      } catch (error) {
        if (!isWhenceHere()) life.abort();
        if (life.signal.aborted || !(error instanceof LinkLost)) throw error;
        await new Promise((resolve) => setTimeout(resolve, delay));
      }
    }
    return askOnce(name, body);
  };
  /** Nothing on the page waits for these, and a failure has ended the page's life already. */
  const tell = (...[name, body]: Parameters<AskBackground>): void => void ask(name, body).catch(() => undefined);
  return {
    pageOpened: () => ask('pageOpened', {}),
    readOpening,
    inspectMedia: (request) => ask('inspectMedia', request),
    mediaGone: (items) => tell('mediaGone', { items }),
    openReport: (item) => tell('openReport', { item }),
    overlayDisturbed: () => tell('overlayDisturbed', {}),
    bringLabels: () => ask('bringLabels', {}),
    bringCard: () => ask('bringCard', {}),
    ask,
    mediaSkipped: (count) => tell('mediaSkipped', { count }),
    isAlive: isWhenceHere,
  };
}
