import { browser } from 'wxt/browser';
import { openEnvelope, replyWith } from './envelope.ts';
import { FROM_EXTENSION_BODIES, FROM_PAGE_BODIES } from './parse.ts';
import type { FromExtension, FromPage } from './protocol.ts';
import { type PageSender, type RawSender, isExtensionSender, pageSender } from './sender.ts';

type Answer<Call> = Call extends (body: infer _Body) => infer Value ? Value | Promise<Value> : never;

export type FromPageHandlers = {
  readonly [Name in keyof FromPage]: (
    body: Parameters<FromPage[Name]>[0],
    sender: PageSender,
  ) => Answer<FromPage[Name]>;
};
export type FromExtensionHandlers = {
  readonly [Name in keyof FromExtension]: (body: Parameters<FromExtension[Name]>[0]) => Answer<FromExtension[Name]>;
};

interface Entry {
  /** `null`: not a body this message may have. */
  parse(body: unknown): unknown;
  answer(body: never, sender: PageSender): unknown;
}

/**
 * The background's ear. A message is taken only from a sender its family allows, under a name of that family,
 * with a body its parser accepts; everything else is left unanswered.
 * Call it synchronously at start-up, or the message that woke the background is lost.
 * @returns stops listening.
 */
export function receive(handlers: { fromPage: FromPageHandlers; fromExtension: FromExtensionHandlers }): () => void {
  const pages = tableOf(FROM_PAGE_BODIES, handlers.fromPage);
  const extension = tableOf(FROM_EXTENSION_BODIES, handlers.fromExtension);
  const self = { id: browser.runtime.id, url: browser.runtime.getURL('/') };

  // Not async: see receive-in-page.ts.
  const listener = (message: unknown, raw: RawSender) => {
    const fromPage = openEnvelope(message, 'from-page');
    if (fromPage !== null) {
      const sender = pageSender(raw, self);
      return sender === null ? undefined : answer(pages.get(fromPage.name), fromPage.body, sender);
    }
    const fromExtension = openEnvelope(message, 'from-extension');
    if (fromExtension === null || !isExtensionSender(raw, self)) return undefined;
    return answer(extension.get(fromExtension.name), fromExtension.body, NO_PAGE);
  };
  browser.runtime.onMessage.addListener(listener);
  return () => browser.runtime.onMessage.removeListener(listener);
}

const NO_PAGE: PageSender = { tab: -1, frame: -1, url: '', origin: '', isPrivate: false };

/** A Map, so that `constructor` and `__proto__` are names like any other unknown one. */
function tableOf<Name extends string>(
  bodies: Readonly<Record<Name, Entry['parse']>>,
  handlers: Readonly<Record<Name, Entry['answer']>>,
): ReadonlyMap<string, Entry> {
  const table = new Map<string, Entry>();
  for (const name in handlers) table.set(name, { parse: bodies[name], answer: handlers[name] });
  return table;
}

function answer(entry: Entry | undefined, body: unknown, sender: PageSender): Promise<unknown> | undefined {
  if (entry === undefined) return undefined;
  const parsed = entry.parse(body);
  if (parsed === null) return replyWith(() => Promise.reject(new Error('The message could not be read.')));
  return replyWith(() => entry.answer(parsed as never, sender));
}
