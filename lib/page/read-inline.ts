import { base64Of } from './base64-of.ts';

/** Most bytes handed over for one medium; the background refuses more. */
const MAX_INLINE_BYTES = 32 * 1024 * 1024;
/** A `data:` address up to this length may hold as much, in base64. */
const MAX_DATA_LENGTH = (MAX_INLINE_BYTES / 3) * 4;

/**
 * The bytes of a `blob:` address, which only its own page can read.
 * @returns base64; `null` for other addresses, for what is too large, and where the page's CSP forbids it (Firefox
 *   holds content scripts to the page's `connect-src`).
 */
export async function readInline(url: string, signal: AbortSignal): Promise<string | null> {
  if (!/^blob:/i.test(url)) return null;
  try {
    const blob = await (await fetch(url, { signal })).blob();
    return blob.size > MAX_INLINE_BYTES ? null : base64Of(new Uint8Array(await blob.arrayBuffer()));
  } catch {
    return null;
  }
}

/** The address a medium goes by in messages. `data:` addresses hold their bytes; one over the cap is sent without. */
export function addressFor(url: string): string {
  if (url.length <= MAX_DATA_LENGTH || !/^data:/i.test(url)) return url;
  return `${/^data:[\w.+/-]{0,60}/i.exec(url)?.[0] ?? 'data:'},`;
}
