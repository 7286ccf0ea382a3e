import { browser } from 'wxt/browser';
import { openEnvelope, replyWith } from './envelope.ts';
import type { ToPage } from './protocol.ts';

export type PageHandlers = {
  readonly [Name in keyof ToPage]: (
    body: Parameters<ToPage[Name]>[0],
  ) => ReturnType<ToPage[Name]> | Promise<ReturnType<ToPage[Name]>>;
};

/**
 * Listens in a content script for what the background says.
 * @returns stops listening.
 */
export function receiveInPage(handlers: PageHandlers): () => void {
  const table = new Map<string, (body: never) => unknown>(Object.entries(handlers));
  // Not async: a listener that returns a Promise for a message that is not its own answers it with `undefined`.
  const listener = (message: unknown, sender: { id?: string | undefined }) => {
    const envelope = openEnvelope(message, 'to-page');
    if (envelope === null || sender.id !== browser.runtime.id) return undefined;
    const handler = table.get(envelope.name);
    if (handler === undefined) return undefined;
    return replyWith(() => handler(envelope.body as never));
  };
  browser.runtime.onMessage.addListener(listener);
  return () => browser.runtime.onMessage.removeListener(listener);
}
