import { browser } from 'wxt/browser';
import type { SiteFile } from '../model/stance.ts';

/** Milliseconds for which a site's file is not asked for again; robots.txt may be kept for a day (RFC 9309 §2.4). */
const KEPT_MS = 60 * 60 * 1000;
/** Longer files are asked for each time: session storage is small and shared. In characters. */
const MAX_KEPT = 64 * 1024;
const MAX_FILES = 48;
const NAME = 'siteFiles';

type Kept = Readonly<Record<string, { readonly at: number; readonly file: SiteFile }>>;

/** They hold addresses of sites the person asked about. */
export async function forgetSiteFiles(): Promise<void> {
  await browser.storage.session.remove([NAME]).catch(() => undefined);
}

/**
 * Site files of this session, so that each site is asked once. What could not be had is asked for again.
 * Session storage never outlives the browser.
 */
export class KeptSiteFiles {
  #kept: Kept = {};

  /** What is still fresh. */
  static async open(): Promise<KeptSiteFiles> {
    const files = new KeptSiteFiles();
    const { [NAME]: stored } = await browser.storage.session.get(NAME).catch((): Record<string, unknown> => ({}));
    const entries = typeof stored === 'object' && stored !== null ? Object.entries(stored as Kept) : [];
    files.#kept = Object.fromEntries(entries.filter(([, { at }]) => Math.abs(Date.now() - at) < KEPT_MS));
    return files;
  }

  /** The file at an address: kept, or read now. */
  async get(url: string, read: () => Promise<SiteFile>): Promise<SiteFile> {
    const known = Object.hasOwn(this.#kept, url) ? this.#kept[url] : undefined;
    if (known !== undefined) return known.file;
    const file = await read();
    const isKept = file === 'none' || (typeof file === 'object' && file.text.length <= MAX_KEPT);
    if (isKept) this.#kept = { ...this.#kept, [url]: { at: Date.now(), file } };
    return file;
  }

  /** Puts them away for the next page that asks. */
  async close(): Promise<void> {
    const newest = Object.entries(this.#kept).toSorted(([, one], [, other]) => other.at - one.at);
    const files = Object.fromEntries(newest.slice(0, MAX_FILES));
    await browser.storage.session.set({ [NAME]: files }).catch(() => undefined);
  }
}
