import type { CandidateReason } from '../model/original.ts';
import type { OriginalsInput } from './candidate.ts';
import { parseSrcset, type SizedAddress } from './srcset.ts';

/** An address the page itself names. */
export interface Hint {
  /** As written. */
  readonly url: string;
  readonly why: CandidateReason;
  readonly expected: 'larger' | 'unknown';
}

/** Largest pictures taken of all `srcset`s: the next ones are smaller copies of the same. */
const MAX_SIZED = 2;
const MAX_ATTRIBUTES = 3;
const MAX_PAGE_WIDE = 2;
/** Longest list looked through: a page can name any number. */
const MAX_LISTED = 64;

/** What stands at the picture itself: larger sizes first, then what it links to, then lazy loaders and viewers. */
export function hintsAtPicture(input: OriginalsInput): readonly Hint[] {
  const { link, src } = input;
  return [
    ...largerSizes(input).map(({ url }): Hint => ({ url, why: 'srcset', expected: 'larger' })),
    ...(link !== null && leadsToPicture(link) ? [hint(link.href, 'link')] : []),
    ...listed(input.attributes, PICTURE_PATH, MAX_ATTRIBUTES).map((url) => hint(url, 'attribute')),
    ...(src === '' ? [] : [hint(src, 'src')]),
  ];
}

/** What the page says of itself as a whole: often a crop, often another picture. */
export function hintsOfPage({ structured, social }: OriginalsInput): readonly Hint[] {
  return [
    ...listed(structured, /\S/, MAX_PAGE_WIDE).map((url) => hint(url, 'structured-data')),
    ...listed(social, /\S/, MAX_PAGE_WIDE).map((url) => hint(url, 'social-card')),
  ];
}

const PICTURE_PATH = /^[^?#]*\.(jpe?g|png|webp|avif|heic|heif|tiff?|gif|jxl|dng)(?:[?#]|$)/i;
/** Encodings sites derive for delivery; a record survives in them only by luck. */
const DERIVED_TYPE = /^image\/(avif|webp)\b/i;

function largerSizes({ srcset, sources, width }: OriginalsInput): readonly SizedAddress[] {
  const sets = [{ type: '', srcset }, ...sources.slice(0, MAX_LISTED)];
  const sized = sets.flatMap(({ type, srcset: text }) =>
    parseSrcset(text).map((entry) => ({ ...entry, isDerived: DERIVED_TYPE.test(type) })),
  );
  return sized
    .filter((entry) => entry.width === null || width === null || entry.width > width)
    .filter((entry) => entry.width !== null || (entry.density ?? 0) > 1)
    .toSorted(
      (a, b) =>
        Number(a.isDerived) - Number(b.isDerived) ||
        (b.width ?? 0) - (a.width ?? 0) ||
        (b.density ?? 0) - (a.density ?? 0),
    )
    .filter(({ url }, index, all) => all.findIndex((other) => other.url === url) === index)
    .slice(0, MAX_SIZED);
}

function leadsToPicture({ href, type, isDownload }: NonNullable<OriginalsInput['link']>): boolean {
  return isDownload || /^image\//i.test(type) || PICTURE_PATH.test(href);
}

function listed(urls: readonly string[], fits: RegExp, most: number): readonly string[] {
  return [...new Set(urls.slice(0, MAX_LISTED))].filter((url) => url.length <= 4096 && fits.test(url)).slice(0, most);
}

function hint(url: string, why: CandidateReason): Hint {
  return { url, why, expected: 'unknown' };
}
