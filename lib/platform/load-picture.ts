import { refusal } from '../fetch/address-rules.ts';

/** A picture larger than this, in bytes, is not worth a thumbnail. */
const MAX_BYTES = 8 * 1024 * 1024;
/** Fetched side by side, so that a page of hundreds does not keep the popup from its answers. */
const MAX_AT_ONCE = 4;
/** Pixel formats only: an SVG can be a page of its own. */
const TYPES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif']);

/**
 * Makes the loader of thumbnails for one page: object URLs of pictures the page already shows. No cookies,
 * no referrer, from the browser's cache where it has them, never an inner address the page may not use.
 * The caller revokes what it was given.
 */
export function pictureLoader(pageUrl: string): (address: string, abort: AbortSignal) => Promise<string | null> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (address, abort) => {
    if (address.startsWith('data:')) return dataPicture(address);
    if (refusal(address, pageUrl) !== null) return null;
    if (running >= MAX_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await fetchPicture(address, pageUrl, abort);
    } catch {
      return null;
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}

async function fetchPicture(address: string, pageUrl: string, abort: AbortSignal): Promise<string | null> {
  if (abort.aborted) return null;
  const response = await fetch(address, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'force-cache',
    signal: abort,
  });
  const type = (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!response.ok || response.body === null || !TYPES.has(type) || refusal(response.url, pageUrl) !== null) {
    await response.body?.cancel();
    return null;
  }
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of bytesOf(response.body)) {
    size += chunk.length;
    if (size > MAX_BYTES) return null;
    chunks.push(chunk);
  }
  return URL.createObjectURL(new Blob(chunks, { type }));
}

/** Leaving the loop early cancels the download. */
async function* bytesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** A picture inside its own address; `null` when lists shortened it or it is no picture. */
function dataPicture(address: string): string | null {
  const type = /^data:([^;,]+)/i.exec(address.slice(0, 64))?.[1]?.toLowerCase() ?? '';
  return TYPES.has(type) && !address.endsWith('…') && address.length <= MAX_BYTES ? address : null;
}

/** Largest file of the person's own that is shown small, in bytes: photographs straight from a camera are below. */
const MAX_OWN_BYTES = 40 * 1024 * 1024;

/** An object URL of a file the person chose, or `null` where it is no picture. The caller revokes it. */
export function ownPicture(file: File): string | null {
  return TYPES.has(file.type) && file.size <= MAX_OWN_BYTES ? URL.createObjectURL(file) : null;
}
