import { browser } from 'wxt/browser';
import type { PageRights } from '../model/stance.ts';
import { readPageRights } from '../page/read-page-rights.ts';

/** Bounds of what is taken from a page: the script that asks it keeps to them, and the page may answer in its place. */
const MAX_LISTED = 16;
const MAX_TEXT = 2000;
const MAX_SCRIPT = 512 * 1024;

/**
 * Asks the frame that shows a medium what it says of rights. Contacts nobody.
 * @returns `null` where the page cannot be asked any more: gone, closed to extensions, no access.
 */
export async function pageRights(tab: number, frame: number, address: string): Promise<PageRights | null> {
  const target = { tabId: tab, frameIds: [frame] };
  const [answer] = await browser.scripting
    .executeScript({ target, func: readPageRights, args: [address] })
    .catch(() => []);
  return parse(answer?.result);
}

function parse(said: unknown): PageRights | null {
  const { address, robots, tdmReservation, tdmPolicy, licenses, rsl, jsonLd, platformData, nid } = fieldsOf(said);
  if (typeof address !== 'string' || !/^https?:/i.test(address) || !URL.canParse(address)) return null;
  return {
    address,
    robots: texts(robots, MAX_TEXT),
    tdmReservation: text(tdmReservation, MAX_TEXT),
    tdmPolicy: text(tdmPolicy, MAX_TEXT),
    licenses: listed(licenses).flatMap((each) => {
      const { href, type } = fieldsOf(each);
      return typeof href === 'string' && href !== '' && href.length <= MAX_TEXT
        ? [{ href, type: text(type, MAX_TEXT) ?? '' }]
        : [];
    }),
    rsl: texts(rsl, MAX_SCRIPT),
    jsonLd: texts(jsonLd, MAX_SCRIPT),
    platformData: texts(platformData, MAX_SCRIPT),
    nid: text(nid, MAX_TEXT),
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, MAX_LISTED) : [];
}

function texts(value: unknown, max: number): readonly string[] {
  return listed(value).flatMap((each) => text(each, max) ?? []);
}

function text(value: unknown, max: number): string | null {
  return typeof value === 'string' && value.length <= max ? value : null;
}
