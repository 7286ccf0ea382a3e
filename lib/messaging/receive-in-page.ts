import { browser } from 'wxt/browser';
import { openEnvelope, replyWith } from './envelope.ts';
import type { ToPage } from './protocol.ts';

export type PageHandlers = {
  readonly [Name in keyof ToPage]: (
    body: Parameters<ToPage[Name]>[0],
  ) => ReturnType<ToPage[Name]> | Promise<ReturnType<ToPage[Name]>>;
};

/**
 * Listens in a content script for what the background says, from the first moment: whoever placed the script asks at
 * once, and waits for the handlers.
 * @returns stops listening.
 */
export function receiveInPage(handlers: Promise<PageHandlers>): () => void {
  const answerTo = async (name: string, body: unknown): Promise<unknown> => {
    const all = await handlers;
    if (!Object.hasOwn(all, name)) throw new Error('unknown');
    return all[name as keyof ToPage](body as never);
  };
  // Whoever starts the page hears of its failure; a message may never come.
  handlers.catch(() => undefined);
  // By callback: content scripts do without the polyfill, and not every Chromium takes a Promise for an answer.
  const listener = (message: unknown, sender: { id?: string | undefined }, answer: (reply: unknown) => void) => {
    const envelope = openEnvelope(message, 'to-page');
    if (envelope === null || sender.id !== browser.runtime.id) return undefined;
    void replyWith(() => answerTo(envelope.name, envelope.body)).then(answer);
    return true;
  };
  browser.runtime.onMessage.addListener(listener);
  return () => browser.runtime.onMessage.removeListener(listener);
}
