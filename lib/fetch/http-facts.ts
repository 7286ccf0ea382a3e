/** What a stored verdict is compared with before it is believed again. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Bytes. */
  readonly size: number | null;
}

/** What a response said about the file it carries. Every field is the server's word. */
export interface HttpFacts extends Validators {
  readonly status: number;
  readonly finalUrl: string;
  readonly contentType: string | null;
  /** Seconds the server calls the file fresh; 0 when it says nothing or `no-cache`. */
  readonly maxAge: number;
  readonly noStore: boolean;
  /** The `Link` header, unread. */
  readonly link: string | null;
}

/** One header's length at most: longer validators are an attack on the store. */
export const MAX_HEADER_LENGTH = 512;
/** A `Link` header may name a page's every style sheet; servers stop at 8 to 16 KiB for all headers together. */
export const MAX_LINK_LENGTH = 16 * 1024;

export function factsOf(response: Response): HttpFacts {
  return {
    status: response.status,
    finalUrl: response.url,
    contentType: header(response, 'content-type'),
    etag: header(response, 'etag'),
    lastModified: header(response, 'last-modified'),
    size: sizeOf(response),
    link: header(response, 'link', MAX_LINK_LENGTH),
    ...freshnessOf(response.headers.get('cache-control')),
  };
}

/** What a `Cache-Control` header (RFC 9111 §5.2) says of how long the file stays the same. */
export function freshnessOf(cacheControl: string | null): Pick<HttpFacts, 'maxAge' | 'noStore'> {
  const directives = (cacheControl ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim());
  const maxAge = directives.find((part) => /^max-age="?\d{1,9}"?$/.test(part))?.replace(/\D/g, '');
  const mustAsk = directives.includes('no-cache') || directives.includes('no-store');
  return { maxAge: mustAsk || maxAge === undefined ? 0 : Number(maxAge), noStore: mustAsk };
}

/** `bytes 0-99/1234` (RFC 9110 §14.4); `null` when absent, unsatisfied or not of this form. */
export function contentRange(response: Response): { start: number; end: number; total: number | null } | null {
  const [, start, last, total] =
    /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/.exec(response.headers.get('content-range') ?? '') ?? [];
  if (start === undefined || last === undefined || Number(last) < Number(start)) return null;
  return { start: Number(start), end: Number(last) + 1, total: total === '*' ? null : Number(total) };
}

/** The answer to a request for a range carries bytes of the file: not so where the file got shorter than it was. */
export function isFile({ status }: Response): boolean {
  return status === 200 || status === 206;
}

/**
 * A 206 whose body is not the bytes that its header says it is: several ranges with words between them, an encoded
 * piece, or the whole file. At the start of the file the last does no harm.
 */
export function isMislabeled(response: Response, start: number): boolean {
  const { headers } = response;
  if (/^multipart\//i.test(headers.get('content-type') ?? '')) return true;
  if ((headers.get('content-encoding') ?? 'identity') !== 'identity') return true;
  const range = contentRange(response);
  const length = headers.get('content-length');
  return start > 0 && range !== null && length !== null && Number(length) !== range.end - range.start;
}

/** The total of a 206, the length of a 200. Content-Length counts encoded bytes, so it says nothing of a coded body. */
function sizeOf(response: Response): number | null {
  if (response.status === 206) return contentRange(response)?.total ?? null;
  const coding = response.headers.get('content-encoding') ?? 'identity';
  const length = response.headers.get('content-length') ?? '';
  return coding === 'identity' && /^\d{1,15}$/.test(length) ? Number(length) : null;
}

function header(response: Response, name: string, maxLength = MAX_HEADER_LENGTH): string | null {
  const value = response.headers.get(name);
  return value === null || value === '' || value.length > maxLength ? null : value;
}
