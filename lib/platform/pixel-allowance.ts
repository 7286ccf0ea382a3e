import type { PageSender } from '../messaging/sender.ts';

/** Milliseconds of the engine for the pixels of one page that nobody asked about. */
const PAGE_MS = 3_000;
/** What a megapixel takes: about 40 ms to decode, 25 ms for the slowest detector. */
const MS_PER_MEGAPIXEL = 75;
/** Pages counted; the oldest count is forgotten first. */
const MAX_PAGES = 1000;

/** Time that the engine may spend on the pixels of a page by itself: what it took is counted, what it will take foreseen. */
export class PixelAllowance {
  readonly #spent = new Map<string, number>();

  /** Whether a picture of that size still fits in. */
  allows(sender: PageSender, pixels: { readonly width: number; readonly height: number } | null): boolean {
    if (pixels === null) return false;
    const expected = (pixels.width * pixels.height * MS_PER_MEGAPIXEL) / 1e6;
    return (this.#spent.get(pageOf(sender)) ?? 0) + expected <= PAGE_MS;
  }

  spend(sender: PageSender, ms: number): void {
    const page = pageOf(sender);
    const sum = (this.#spent.get(page) ?? 0) + Math.max(ms, 0);
    this.#spent.delete(page);
    this.#spent.set(page, sum);
    const [oldest] = this.#spent.keys();
    if (this.#spent.size > MAX_PAGES && oldest !== undefined) this.#spent.delete(oldest);
  }
}

/** One address in one tab, whatever follows its path. */
function pageOf({ tab, url }: PageSender): string {
  const { host, pathname } = URL.parse(url) ?? { host: '', pathname: '' };
  return `${tab} ${host}${pathname}`;
}
