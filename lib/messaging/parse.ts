import type { WordsPart } from '../i18n/load-words.ts';
import type { Mark } from '../model/work.ts';
import { parseSettingsChange } from '../settings/parse-settings.ts';
import { OPENING } from './opening.ts';
import { parsePageBytes } from './parse-page-bytes.ts';
import type { FromExtension, FromPage, MediaKind, MediaRequest } from './protocol.ts';

type Bodies<Protocol> = {
  readonly [Name in keyof Protocol]: (
    body: unknown,
  ) => (Protocol[Name] extends (body: infer Body) => unknown ? Body : never) | null;
};

/** Most bytes a page may hand over for one medium; also the cap on a `data:` address. */
const MAX_INLINE_BYTES = 32 * 1024 * 1024;

/** Base64 takes four characters for three bytes; the rest is room for the `data:` prefix. */
const MAX_INLINE_LENGTH = Math.ceil(MAX_INLINE_BYTES / 3) * 4 + 256;
/** Longer http addresses exist only as attacks; servers stop at 8 to 16 KiB. */
const MAX_URL_LENGTH = 32 * 1024;
/** What the popup can show of an alternative text. */
const MAX_ALT_LENGTH = 500;
/** Larger than any page is laid out. */
const MAX_PIXELS = 1_000_000;
/** One `mediaGone` may name as many items as a tab may have, and some more. */
const MAX_GONE = 10_000;
/** Beyond it only a page that floods counts on; the number is told as it is up to here. */
const MAX_SKIPPED = 1_000_000;
const MAX_LIST_NAME_LENGTH = 80;
/** The longest tag that BCP 47 asks anyone to take. */
const MAX_TAG_LENGTH = 35;
/** `digital-source-type` has 19 letters. */
const MAX_TERM_LENGTH = 40;
/** A work's id is a UUID, or what an imported catalog has for it. */
const MAX_WORK_ID_LENGTH = 4_096;
/** The official list has 30 certificates in 38 kB. */
const MAX_PEM_LENGTH = 2 * 1024 * 1024;

/** Bodies of the messages content scripts send. Each parser answers `null` for what it does not accept. */
export const FROM_PAGE_BODIES: Bodies<FromPage> = {
  pageOpened: () => ({}),
  inspectMedia: parseMediaRequest,
  mediaGone: (body) => {
    const items = fieldsOf(body)?.['items'];
    if (!Array.isArray(items) || items.length > MAX_GONE || !items.every(isCount)) return null;
    return { items };
  },
  openReport: itemOnly,
  openTerm: (body) => {
    const term = fieldsOf(body)?.['term'];
    return isText(term, MAX_TERM_LENGTH) && /^[a-z-]+$/.test(term) ? { term } : null;
  },
  overlayDisturbed: () => ({}),
  bringLabels: () => ({}),
  bringCard: () => ({}),
  words: (body) => {
    const { part, tag } = fieldsOf(body) ?? {};
    const known = WORDS.find((each) => each === part);
    return known !== undefined && isText(tag, MAX_TAG_LENGTH) ? { part: known, tag } : null;
  },
  mediaSkipped: (body) => {
    const count = fieldsOf(body)?.['count'];
    return isCount(count) ? { count: Math.min(count, MAX_SKIPPED) } : null;
  },
  ownWork: itemAndWork,
  markWork: (body) => {
    const place = itemAndWork(body);
    const mark = fieldsOf(body)?.['mark'];
    const known = mark === null ? null : MARKS.find((each) => each === mark);
    return place === null || known === undefined ? null : { ...place, mark: known };
  },
  settleWorks: itemOnly,
  openWork: itemAndWork,
};

/** Bodies of the messages Whence's own pages send: ours, and still checked. */
export const FROM_EXTENSION_BODIES: Bodies<FromExtension> = {
  getTab: tabOnly,
  getRows: tabOnly,
  getItem: tabFrameItem,
  checkPage: tabOnly,
  outlineItem: (body) => {
    const { tab, frame, item } = fieldsOf(body) ?? {};
    return isCount(tab) && isCount(frame) && (item === null || isCount(item)) ? { tab, frame, item } : null;
  },
  showItem: tabFrameItem,
  fetchRecord: tabFrameItem,
  lookUp: (body) => {
    const place = tabFrameItem(body);
    const { resolver, by } = fieldsOf(body) ?? {};
    if (place === null || !isText(resolver, MAX_URL_LENGTH)) return null;
    return by === 'code' || by === 'content' ? { ...place, resolver, by } : null;
  },
  getDetails: (body) => {
    const place = tabFrameItem(body);
    return place === null ? null : { ...place, withPeople: fieldsOf(body)?.['withPeople'] === true };
  },
  getSettings: () => ({}),
  changeSettings: parseSettingsChange,
  getTrustLists: () => ({}),
  refreshTrustLists: () => ({}),
  addTrustList: (body) => {
    const { name, pem } = fieldsOf(body) ?? {};
    if (!isText(name, MAX_LIST_NAME_LENGTH) || !isText(pem, MAX_PEM_LENGTH)) return null;
    return { name: name.trim(), pem };
  },
  removeTrustList: (body) => {
    const id = fieldsOf(body)?.['id'];
    return isText(id, MAX_LIST_NAME_LENGTH) ? { id } : null;
  },
  getStore: () => ({}),
  forgetEverything: () => ({}),
  getSelfTest: () => ({}),
};

function parseMediaRequest(body: unknown): MediaRequest | null {
  const { item, kind, url, alt, width, height, bytesHint, asked, inline, opening } = fieldsOf(body) ?? {};
  if (!isCount(item) || !isMediaAddress(url)) return null;
  return {
    item,
    kind: KINDS.find((each) => each === kind) ?? 'image',
    url,
    alt: typeof alt === 'string' ? alt.slice(0, MAX_ALT_LENGTH) : '',
    width: pixels(width),
    height: pixels(height),
    bytesHint: isCount(bytesHint) && bytesHint > 0 ? bytesHint : null,
    asked: asked === true,
    inline: typeof inline === 'string' && inline.length <= MAX_INLINE_LENGTH ? inline : null,
    opening: parsePageBytes(opening, OPENING),
  };
}

/** What scripts in pages speak with. */
const WORDS: readonly WordsPart[] = ['badges', 'card'];

/** What may be said on a card. */
const MARKS: readonly Mark[] = ['licensed-page', 'licensed-site', 'not-mine'];

const KINDS: readonly MediaKind[] = ['image', 'video', 'audio', 'document', 'text'];

function isMediaAddress(url: unknown): url is string {
  if (typeof url !== 'string') return false;
  if (url.startsWith('data:')) return url.length <= MAX_INLINE_LENGTH;
  return url.length <= MAX_URL_LENGTH && /^(https?|blob):/.test(url) && URL.canParse(url);
}

function itemOnly(body: unknown): { item: number } | null {
  const item = fieldsOf(body)?.['item'];
  return isCount(item) ? { item } : null;
}

function itemAndWork(body: unknown): { item: number; work: string } | null {
  const place = itemOnly(body);
  const work = fieldsOf(body)?.['work'];
  return place !== null && isText(work, MAX_WORK_ID_LENGTH) ? { ...place, work } : null;
}

function tabOnly(body: unknown): { tab: number } | null {
  const tab = fieldsOf(body)?.['tab'];
  return isCount(tab) ? { tab } : null;
}

function tabFrameItem(body: unknown): { tab: number; frame: number; item: number } | null {
  const { tab, frame, item } = fieldsOf(body) ?? {};
  return isCount(tab) && isCount(frame) && isCount(item) ? { tab, frame, item } : null;
}

function fieldsOf(body: unknown): Record<string, unknown> | null {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : null;
}

/** A whole number from 0 up. Tab, frame and item ids are such. */
function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isText(value: unknown, max: number): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= max;
}

function pixels(value: unknown): number {
  return typeof value === 'number' && value > 0 ? Math.min(Math.round(value), MAX_PIXELS) : 0;
}
