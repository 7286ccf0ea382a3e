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
  // By callback: content scripts do without the polyfill, and not every Chromium takes a Promise for an answer.
  const listener = (message: unknown, sender: { id?: string | undefined }, answer: (reply: unknown) => void) => {
    const envelope = openEnvelope(message, 'to-page');
    if (envelope === null || sender.id !== browser.runtime.id) return undefined;
    const handler = table.get(envelope.name);
    if (handler === undefined) return undefined;
    void replyWith(() => handler(envelope.body as never)).then(answer);
    return true;
  };
  browser.runtime.onMessage.addListener(listener);
  return () => browser.runtime.onMessage.removeListener(listener);
}
