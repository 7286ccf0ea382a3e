import { browser } from 'wxt/browser';
import { keepEarly, takeEarly } from './early-answers.ts';
import { type Envelope, openReplyText } from './envelope.ts';
import type { FromExtension } from './protocol.ts';

/** The background did not answer: it was stopped in mid-job. Asking again wakes it. */
export class BackgroundGone extends Error {
  constructor(detail: string) {
    super(`The background did not answer: ${detail}`);
    this.name = 'BackgroundGone';
  }
}

/** The background answered that it would not or could not do it. Asking again would not help. */
export class Declined extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'Declined';
  }
}

/**
 * Asks the background, from one of Whence's pages.
 * @throws BackgroundGone when nobody answered.
 * @throws Declined when the background refused.
 */
export async function askBackground<Name extends keyof FromExtension>(
  name: Name,
  body: Parameters<FromExtension[Name]>[0],
): Promise<ReturnType<FromExtension[Name]>> {
  const reply = openReplyText(await send({ whence: 'from-extension', name, body }));
  if (reply === null) throw new BackgroundGone('the answer was lost');
  if (!reply.ok) throw new Declined(reply.error);
  return reply.value as ReturnType<FromExtension[Name]>;
}

/** Sends the question now; who asks the same by `askBackground` gets its answer, once. */
export function askEarly<Name extends keyof FromExtension>(name: Name, body: Parameters<FromExtension[Name]>[0]): void {
  const message: Envelope = { whence: 'from-extension', name, body };
  void keepEarly(JSON.stringify(message), browser.runtime.sendMessage(message));
}

async function send(message: Envelope): Promise<unknown> {
  try {
    return await takeEarly<unknown>(JSON.stringify(message), () => browser.runtime.sendMessage(message));
  } catch (error) {
    throw new BackgroundGone(error instanceof Error ? error.message : String(error));
  }
}
