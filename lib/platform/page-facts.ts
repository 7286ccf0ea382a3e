import { browser } from 'wxt/browser';
import { structuredFacts } from '../compare/structured-facts.ts';
import type { PageFacts } from '../model/comparison.ts';
import { readPicture } from '../page/read-picture.ts';

/** Longest text kept of each, in characters: what a comparison reads. */
const MAX_TEXT = 2000;
const MAX_LISTED = 8;

/**
 * Asks the frame that shows a medium what it says about it. Contacts nobody.
 * @param address as the tab's list carries it.
 * @returns `null` where the page cannot be asked any more: gone, closed to extensions, no access.
 */
export async function pageFacts(tab: number, frame: number, address: string): Promise<PageFacts | null> {
  const target = { tabId: tab, frameIds: [frame] };
  const [answer] = await browser.scripting
    .executeScript({ target, func: readPicture, args: [address, 0] })
    .catch(() => []);
  return answer?.result == null ? null : parse(answer.result, address);
}

function parse(said: unknown, address: string): PageFacts {
  const { about, jsonLd } = fieldsOf(said);
  const { captions, alt, headline, authors, published, modified, language } = fieldsOf(about);
  const scripts = Array.isArray(jsonLd) ? jsonLd.slice(0, MAX_LISTED).filter((each) => typeof each === 'string') : [];
  const structured = structuredFacts(scripts, address);
  return {
    captions: distinct([...texts(captions), ...structured.captions]).slice(0, 3),
    alt: text(alt),
    headline: text(structured.headline ?? headline),
    datelines: distinct(structured.datelines),
    locations: distinct(structured.locations),
    // An address stands where a name belongs on pages made for one social network.
    authors: distinct([...texts(authors), ...structured.authors]).filter((each) => !/^https?:/.test(each)),
    credits: distinct(structured.credits),
    published: [...texts(published), structured.published].find((each) => each !== null) ?? null,
    modified: [...texts(modified), structured.modified].find((each) => each !== null) ?? null,
    language: text(language),
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function texts(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value.slice(0, MAX_LISTED) : []).map(text).filter((each) => each !== '');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, MAX_TEXT).replace(/\s+/g, ' ').trim() : '';
}

function distinct(found: readonly string[]): readonly string[] {
  return [...new Set(found.map(text))].filter((each) => each !== '').slice(0, MAX_LISTED);
}
