import { browser } from 'wxt/browser';
import { openReply } from './envelope.ts';
import type { ToPage } from './protocol.ts';

/** `reached: false`: no content script answered there (none was placed, the tab is gone, or the page forbids it). */
export type PageAnswer<Name extends keyof ToPage> =
  { readonly reached: true; readonly value: ReturnType<ToPage[Name]> } | { readonly reached: false };

/** Asks the content script of one frame. Never rejects. */
export function sendToFrame<Name extends keyof ToPage>(
  tab: number,
  frame: number,
  name: Name,
  body: Parameters<ToPage[Name]>[0],
): Promise<PageAnswer<Name>> {
  return send(tab, { frameId: frame }, name, body);
}

/** Tells every frame of a tab; the answer is the first one that came back. Never rejects. */
export function sendToTab<Name extends keyof ToPage>(
  tab: number,
  name: Name,
  body: Parameters<ToPage[Name]>[0],
): Promise<PageAnswer<Name>> {
  return send(tab, {}, name, body);
}

async function send<Name extends keyof ToPage>(
  tab: number,
  options: { frameId?: number },
  name: Name,
  body: Parameters<ToPage[Name]>[0],
): Promise<PageAnswer<Name>> {
  try {
    const reply = openReply(await browser.tabs.sendMessage(tab, { whence: 'to-page', name, body }, options));
    return reply?.ok ? { reached: true, value: reply.value as ReturnType<ToPage[Name]> } : { reached: false };
  } catch {
    return { reached: false };
  }
}
