import type { PageSender } from '../messaging/sender.ts';

interface ByteLimits {
  /** Bytes for one address shown in one tab. */
  readonly page: number;
  /** Bytes in a minute for all pages of one site. */
  readonly siteMinute: number;
  /** Bytes in a minute for all together. */
  readonly minute: number;
}

const MIB = 1024 * 1024;
/**
 * What Whence may download again by itself. A page of a thousand unsigned pictures takes 5 MiB and one signed picture a
 * few, so that only pages of signed originals come near the first limit. The others hold back pages that open each
 * other, change their pictures without end, or wait for limits to pass.
 */
const LIMITS: ByteLimits = { page: 96 * MIB, siteMinute: 128 * MIB, minute: 256 * MIB };
const MINUTE = 60_000;
/** Pages and sites counted; the oldest count is forgotten first. */
const MAX_COUNTS = 2000;

interface Count {
  bytes: number;
  since: number;
}

/**
 * Counts the bytes that the extension downloads by itself: not those from a page's own cache, and not those a person
 * asked for. Kept in memory only: where the browser ends the background, half a minute without any work has passed.
 */
export class ByteBudget {
  readonly #now: () => number;
  readonly #isSaving: () => boolean;
  readonly #limits: ByteLimits;
  readonly #counts = new Map<string, Count>();

  /** @param isSaving the person's connection is metered, or they asked the browser to save data: nothing is downloaded. */
  constructor(now: () => number, isSaving: () => boolean, limits: ByteLimits = LIMITS) {
    this.#now = now;
    this.#isSaving = isSaving;
    this.#limits = limits;
  }

  /** May more be downloaded for this page? */
  allows(sender: PageSender): boolean {
    if (this.#isSaving()) return false;
    const { page, siteMinute, minute } = this.#limits;
    const [ofPage, ofSite, ofAll] = this.#countsOf(sender);
    return ofPage.bytes < page && ofSite.bytes < siteMinute && ofAll.bytes < minute;
  }

  spend(sender: PageSender, bytes: number): void {
    for (const count of this.#countsOf(sender)) count.bytes += bytes;
  }

  #countsOf({ tab, url }: PageSender): readonly [Count, Count, Count] {
    const { host, pathname } = URL.parse(url) ?? { host: '', pathname: '' };
    return [
      this.#count(`page ${tab} ${host}${pathname}`, Infinity),
      this.#count(`site ${host}`, MINUTE),
      this.#count('all', MINUTE),
    ];
  }

  #count(key: string, lifetime: number): Count {
    const now = this.#now();
    const known = this.#counts.get(key);
    const count = known !== undefined && now - known.since < lifetime ? known : { bytes: 0, since: now };
    this.#counts.delete(key);
    this.#counts.set(key, count);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > MAX_COUNTS && oldest !== undefined) this.#counts.delete(oldest);
    return count;
  }
}
