import { browser } from 'wxt/browser';
import { openEnvelope, replyText, replyWith } from './envelope.ts';
import { PAGE_LINK } from './link-to-background.ts';
import { FROM_EXTENSION_BODIES, FROM_PAGE_BODIES } from './parse.ts';
import { type LinkPort, answerOver } from './port-link.ts';
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

/** A port as the browser hands it over. */
export interface RawPort extends LinkPort {
  readonly name: string;
  readonly sender?: RawSender | undefined;
}

/**
 * The background's ear: content scripts speak through ports, Whence's own pages by messages. Each is taken only from a
 * sender its family allows, under a name of that family, with a body its parser accepts; everything else is refused or
 * left to others.
 * Call it synchronously at start-up, or what woke the background is lost.
 * @returns stops listening.
 */
export function receive(handlers: { fromPage: FromPageHandlers; fromExtension: FromExtensionHandlers }): () => void {
  const pages = tableOf(FROM_PAGE_BODIES, handlers.fromPage);
  const extension = tableOf(FROM_EXTENSION_BODIES, handlers.fromExtension);
  const self = { id: browser.runtime.id, url: browser.runtime.getURL('/') };

  const connected = (port: RawPort): void => {
    const sender = port.name === PAGE_LINK && port.sender !== undefined ? pageSender(port.sender, self) : null;
    if (sender !== null) answerOver(port, (name, body) => answer(pages.get(name), body, sender));
  };
  // Not async: see receive-in-page.ts.
  const listener = (message: unknown, raw: RawSender) => {
    const envelope = openEnvelope(message, 'from-extension');
    if (envelope === null || !isExtensionSender(raw, self)) return undefined;
    const entry = extension.get(envelope.name);
    return entry === undefined ? undefined : replyWith(() => answer(entry, envelope.body, NO_PAGE)).then(replyText);
  };
  browser.runtime.onConnect.addListener(connected);
  browser.runtime.onMessage.addListener(listener);
  return () => {
    browser.runtime.onConnect.removeListener(connected);
    browser.runtime.onMessage.removeListener(listener);
  };
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

/** @throws when it is no message of this table, or its parser refuses it. */
function answer(entry: Entry | undefined, body: unknown, sender: PageSender): unknown {
  const parsed = entry?.parse(body) ?? null;
  if (entry === undefined || parsed === null) throw new Error('The message could not be read.');
  return entry.answer(parsed as never, sender);
}
