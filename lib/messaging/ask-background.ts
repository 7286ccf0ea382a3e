import { browser } from 'wxt/browser';
import { type Family, openReply } from './envelope.ts';
import type { FromExtension, FromPage } from './protocol.ts';

type Asked = FromPage & FromExtension;

/** The names a content script may use; all others belong to Whence's own pages. */
const FROM_PAGE: Readonly<Record<keyof FromPage, true>> = {
  pageOpened: true,
  inspectMedia: true,
  mediaGone: true,
  openReport: true,
  overlayDisturbed: true,
  bringLabels: true,
  mediaSkipped: true,
};

/**
 * The background did not answer: it was stopped in mid-job, or Whence was updated or removed under the page.
 * Asking again wakes a stopped background; finished work is not done twice, because results are kept by address.
 */
export class BackgroundGone extends Error {
  /** `false`: this page's copy of Whence has been replaced and can only be quiet until the page is loaded again. */
  readonly canRetry: boolean;
  constructor(canRetry: boolean, detail: string) {
    super(`The background did not answer: ${detail}`);
    this.name = 'BackgroundGone';
    this.canRetry = canRetry;
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
 * Asks the background, from a content script or from one of Whence's pages.
 * @throws BackgroundGone when nobody answered: retry once if `canRetry`.
 * @throws Declined when the background refused.
 */
export async function askBackground<Name extends keyof Asked>(
  name: Name,
  body: Parameters<Asked[Name]>[0],
): Promise<ReturnType<Asked[Name]>> {
  const whence: Family = Object.hasOwn(FROM_PAGE, name) ? 'from-page' : 'from-extension';
  const reply = openReply(await send({ whence, name, body }));
  if (reply === null) throw new BackgroundGone(isAlive(), 'the answer was lost');
  if (!reply.ok) throw new Declined(reply.error);
  return reply.value as ReturnType<Asked[Name]>;
}

async function send(message: unknown): Promise<unknown> {
  try {
    return await browser.runtime.sendMessage(message);
  } catch (error) {
    throw new BackgroundGone(isAlive(), error instanceof Error ? error.message : String(error));
  }
}

/** `runtime.id` goes away in content scripts whose extension was updated, disabled or removed. */
function isAlive(): boolean {
  try {
    return browser.runtime?.id !== undefined;
  } catch {
    return false;
  }
}
