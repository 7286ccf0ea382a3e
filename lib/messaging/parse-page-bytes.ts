import { MAX_HEADER_LENGTH, MAX_LINK_LENGTH } from '../fetch/http-facts.ts';
import type { AskedRange, PageBytes } from './protocol.ts';

/**
 * What a content script answered when it was asked for bytes; `null` for anything that is no answer to that question.
 * Whether the bytes are those of the file nobody can tell: what is found in them is kept for that page's origin only.
 */
export function parsePageBytes(answer: unknown, range: AskedRange): PageBytes | null {
  if (typeof answer !== 'object' || answer === null) return null;
  const { size, part, etag, lastModified, cacheControl, link } = answer as Partial<Record<keyof PageBytes, unknown>>;
  if (!isSize(size) || typeof part !== 'string' || part.length !== base64Length(lengthOf(range, size))) return null;
  return {
    size,
    part,
    etag: header(etag),
    lastModified: header(lastModified),
    cacheControl: header(cacheControl),
    link: header(link, MAX_LINK_LENGTH),
  };
}

/** Bytes there are in a range of a file of `size` bytes. */
function lengthOf({ offset, length }: AskedRange, size: number): number {
  return Math.max(0, Math.min(offset + length, size) - offset);
}

/** Characters of so many bytes in base64, padding and all. */
function base64Length(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

function header(value: unknown, maxLength = MAX_HEADER_LENGTH): string | null {
  return typeof value === 'string' && value !== '' && value.length <= maxLength ? value : null;
}
