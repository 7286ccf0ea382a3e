import { OPENING } from '../messaging/opening.ts';
import type { PageBytes } from '../messaging/protocol.ts';
import { readRange } from './read-range.ts';

/** Files of one origin in a row that the page could not read, after which it does not try: they are without CORS. */
const MAX_REFUSALS = 2;

interface Origin {
  /** In a row. */
  refusals: number;
  /** Until one was read, the next waits for the one before: each refusal may cost a request. */
  trying: Promise<unknown>;
}

const origins = new Map<string, Origin>();

/**
 * The first bytes of a web file, for the engine, read where they cost no request.
 * @param size bytes of the file where the browser told.
 * @returns `null` where the page cannot read it.
 */
export async function readOpening(url: string, size: number | null): Promise<PageBytes | null> {
  if (!/^https?:/i.test(url)) return null;
  const name = new URL(url).origin;
  const origin = origins.get(name) ?? { refusals: name === location.origin ? 0 : 1, trying: Promise.resolve() };
  origins.set(name, origin);
  const isKnown = origin.refusals === 0;
  const reading = isKnown ? tryOnce(origin, url, size) : origin.trying.then(() => tryOnce(origin, url, size));
  if (!isKnown) origin.trying = reading;
  return reading;
}

async function tryOnce(origin: Origin, url: string, size: number | null): Promise<PageBytes | null> {
  if (origin.refusals > MAX_REFUSALS) return null;
  const opening = await readRange({ url, range: OPENING, size });
  origin.refusals = opening === null ? origin.refusals + 1 : 0;
  return opening;
}
