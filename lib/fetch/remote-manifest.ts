import { Unreadable } from '../bytes/source.ts';
import { refusal } from './address-rules.ts';
import { BodyReader } from './body-reader.ts';
import { factsOf } from './http-facts.ts';

/** Largest manifest store taken: real ones with thumbnails of many ingredients stay under 5 MB. */
export const MAX_MANIFEST_BYTES = 16 * 1024 * 1024;

export interface ManifestOptions {
  /** Address of the page that shows the file: decides whether an inner address may be asked. */
  readonly pageUrl: string;
  readonly signal?: AbortSignal;
  readonly fetch?: typeof fetch;
  /** Milliseconds without a byte, and for the whole request. */
  readonly stallMs?: number;
  readonly totalMs?: number;
}

/**
 * Fetches a manifest store kept elsewhere. Only ever on the person's word: it tells another server who reads what.
 * No cookies, no referrer, no cache. https, except from a page of a private network to itself.
 * @returns bytes that start with a C2PA manifest store box and hold all of it; nothing else about them is checked.
 * @throws Unreadable
 */
export async function fetchRemoteManifest(url: string, options: ManifestOptions): Promise<Uint8Array<ArrayBuffer>> {
  const { pageUrl, signal, stallMs = 8_000, totalMs = 20_000, fetch: fetchOption } = options;
  refuse(url, pageUrl);
  const ask = fetchOption ?? ((input, init) => fetch(input, init));
  const limits = [AbortSignal.timeout(totalMs), ...(signal === undefined ? [] : [signal])];
  const reader = await BodyReader.open(
    (aborted) =>
      ask(url, {
        headers: { Accept: 'application/c2pa, */*;q=0.1' },
        signal: aborted,
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
        redirect: 'follow',
      }),
    AbortSignal.any(limits),
    stallMs,
  );
  try {
    const { response } = reader;
    // A redirect can only be judged once it was followed; its body is not read before.
    if (response.url !== '') refuse(response.url, pageUrl);
    if (response.status !== 200) throw new Unreadable('blocked', `the server answered ${response.status}`);
    if ((factsOf(response).size ?? 0) > MAX_MANIFEST_BYTES) throw new Unreadable('too-large');
    const bytes = await reader.take(MAX_MANIFEST_BYTES + 1);
    if (bytes.length > MAX_MANIFEST_BYTES) throw new Unreadable('too-large');
    return storeIn(bytes);
  } finally {
    reader.cancel();
  }
}

function refuse(url: string, pageUrl: string): void {
  const reason = refusal(url, pageUrl);
  if (reason !== null) throw new Unreadable(reason);
  const isInner = refusal(url, '') !== null;
  const { protocol, username, password } = new URL(url);
  if ((protocol !== 'https:' && !isInner) || username !== '' || password !== '') throw new Unreadable('unsupported');
}

/** Superbox type, description box type, and the UUID of a manifest store (C2PA 2.2 §11.1.4). */
const STORE_TYPE = [0x6a, 0x75, 0x6d, 0x62];
const DESCRIPTION_TYPE = [0x6a, 0x75, 0x6d, 0x64];
const STORE_UUID = [0x63, 0x32, 0x70, 0x61, 0, 0x11, 0, 0x10, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71];
const HEAD_BYTES = 32;

/** The store box, without what may follow it. */
function storeIn(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const holds = (values: readonly number[], offset: number) =>
    values.every((value, index) => bytes[offset + index] === value);
  if (bytes.length < HEAD_BYTES || !holds(STORE_TYPE, 4) || !holds(DESCRIPTION_TYPE, 12) || !holds(STORE_UUID, 16)) {
    throw new Unreadable('malformed', 'what the server sent is no manifest store');
  }
  const stated = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  // 0: to the end of the file (ISO/IEC 14496-12 §4.2). A 64-bit length is never needed below the limit.
  const length = stated === 0 ? bytes.length : stated;
  if (length > bytes.length) throw new Unreadable('truncated');
  if (length < HEAD_BYTES) throw new Unreadable('malformed');
  return Uint8Array.from(bytes.subarray(0, length));
}
