import { browser } from 'wxt/browser';
import type { MediaRequest } from '../messaging/protocol.ts';
import type { PageSender } from '../messaging/sender.ts';
import { readStream } from '../page/read-stream.ts';

/** Pieces of a stream a page may name. */
const MAX_PARTS = 64;
/** Longer http addresses exist only as attacks. */
const MAX_ADDRESS = 32 * 1024;

/** A player that its page feeds by a script: nobody else can read what is behind its address. */
export function isFed({ kind, url, inline }: Pick<MediaRequest, 'kind' | 'url' | 'inline'>): boolean {
  return url.startsWith('blob:') && inline === null && (kind === 'video' || kind === 'audio');
}

/**
 * Asks the frame that shows such a player what its scripts loaded that may be pieces of it. Contacts nobody.
 * @returns web addresses; none where the frame cannot be asked. `null`: pieces of more than one player.
 */
export async function streamOnPage({ tab, frame }: PageSender, address: string): Promise<readonly string[] | null> {
  const said: unknown = await ask(tab, frame, address).catch(() => []);
  if (said === null) return null;
  return Array.isArray(said) ? said.slice(0, MAX_PARTS).filter(isWebAddress) : [];
}

async function ask(tab: number, frame: number, address: string): Promise<unknown> {
  const [answer] = await browser.scripting.executeScript({
    target: { tabId: tab, frameIds: [frame] },
    func: readStream,
    args: [address],
  });
  // No answer at all is none, and not "several".
  return answer === undefined || answer.result === undefined ? [] : answer.result;
}

function isWebAddress(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_ADDRESS && /^https?:/i.test(value) && URL.canParse(value);
}
