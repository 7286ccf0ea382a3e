import { browser } from 'wxt/browser';
import type { OriginalsInput } from '../originals/candidate.ts';
import { structuredPictures } from '../originals/structured-pictures.ts';
import { readPicture } from '../page/read-picture.ts';

/** What a page says of one picture now. Hostile, and of the right shape. */
export interface PictureOnPage extends Omit<OriginalsInput, 'format' | 'isThorough'> {
  /** Base64 of a `blob:` picture's bytes, which only its page can read. */
  readonly inline: string | null;
}

/** Most bytes a page may hand over. */
const MAX_INLINE_BYTES = 32 * 1024 * 1024;
/** Longest of the texts, in characters: a `srcset` of 64 addresses. */
const MAX_TEXT = 64 * 1024;
const MAX_LISTED = 64;

/**
 * Asks the frame that shows a picture what it says about it. Contacts nobody.
 * Where the page cannot be asked any more (gone, another page by now, no access), what is known without it is answered.
 * @param address as the tab's list carries it.
 */
export async function pictureOnPage(tab: number, frame: number, address: string): Promise<PictureOnPage> {
  const said = await ask(tab, frame, address).catch(() => null);
  if (said !== null) return parse(said, address);
  const shown = frame === 0 ? ((await browser.tabs.get(tab).catch(() => null))?.url ?? '') : '';
  return parse({ pageUrl: shown, baseUrl: shown }, address);
}

/** What is known of a picture without any page that shows it. @param page that showed it. */
export function pictureWithoutPage(address: string, page: string): PictureOnPage {
  return parse({ pageUrl: page, baseUrl: page }, address);
}

async function ask(tab: number, frame: number, address: string): Promise<unknown> {
  const [answer] = await browser.scripting.executeScript({
    target: { tabId: tab, frameIds: [frame] },
    func: readPicture,
    args: [address, MAX_INLINE_BYTES],
  });
  return answer?.result ?? null;
}

function parse(said: unknown, address: string): PictureOnPage {
  const fields = fieldsOf(said);
  const { link, width } = fields;
  const url = fields['url'];
  const isCut = address.endsWith('…') && typeof url === 'string' && url.startsWith(address.slice(0, -1));
  return {
    // The page may complete an address that the list had cut, and give no other.
    url: isCut ? url : address,
    pageUrl: text(fields['pageUrl']),
    baseUrl: text(fields['baseUrl']),
    width: typeof width === 'number' && width > 0 ? width : null,
    src: text(fields['src']),
    srcset: text(fields['srcset']),
    sources: list(fields['sources']).map((source) => {
      const { type, srcset } = fieldsOf(source);
      return { type: text(type), srcset: text(srcset) };
    }),
    link:
      link == null
        ? null
        : {
            href: text(fieldsOf(link)['href']),
            type: text(fieldsOf(link)['type']),
            isDownload: fieldsOf(link)['isDownload'] === true,
          },
    attributes: texts(fields['attributes']),
    social: texts(fields['social']),
    structured: list(fields['jsonLd'])
      .filter((json) => typeof json === 'string')
      .flatMap(structuredPictures),
    inline: typeof fields['inline'] === 'string' && address.startsWith('blob:') ? fields['inline'] : null,
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, MAX_LISTED) : [];
}

function texts(value: unknown): readonly string[] {
  return list(value).map(text);
}

function text(value: unknown): string {
  return typeof value === 'string' && value.length <= MAX_TEXT ? value : '';
}
