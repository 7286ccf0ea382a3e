import { type ByteSource, Unreadable, memorySource } from '../bytes/source.ts';
import { withoutFragment } from '../originals/without-fragment.ts';

/** Most bytes a page may hand over, or a `data:` address may hold. The page already holds them in memory. */
const MAX_HANDED_OVER_BYTES = 32 * 1024 * 1024;

/**
 * The bytes inside a `data:` address (RFC 2397), decoded here: nothing is fetched.
 * @throws Unreadable `malformed` or `too-large`.
 */
export function dataUrlSource(url: string): ByteSource {
  const comma = url.indexOf(',');
  if (!/^data:/i.test(url) || comma === -1) throw new Unreadable('malformed', 'not a data: address');
  const isBase64 = /;\s*base64\s*$/i.test(url.slice(0, comma));
  const payload = withoutFragment(url.slice(comma + 1));
  if (payload.length > MAX_HANDED_OVER_BYTES * 3) throw new Unreadable('too-large');
  const bytes = percentDecoded(payload);
  return isBase64 ? base64Source(new TextDecoder('latin1').decode(bytes)) : memorySource(bytes);
}

/**
 * Bytes a content script read for us (`blob:` addresses mean nothing outside their page).
 * @throws Unreadable `malformed` or `too-large`.
 */
export function base64Source(text: string): ByteSource {
  return memorySource(base64Bytes(text));
}

/** @throws Unreadable `malformed` or `too-large`. */
export function base64Bytes(text: string): Uint8Array {
  if (text.length > (MAX_HANDED_OVER_BYTES / 3) * 4 + 256) throw new Unreadable('too-large');
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    throw new Unreadable('malformed', 'not base64');
  }
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** Percent-decodes to bytes; a stray `%` stands for itself, as browsers read it. */
function percentDecoded(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  let length = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const value = bytes[index] === 0x25 ? hexByte(bytes[index + 1], bytes[index + 2]) : null;
    bytes[length] = value ?? bytes[index] ?? 0;
    length += 1;
    if (value !== null) index += 2;
  }
  return bytes.subarray(0, length);
}

function hexByte(high: number | undefined, low: number | undefined): number | null {
  const digits = String.fromCharCode(high ?? 0, low ?? 0);
  return /^[0-9a-f]{2}$/i.test(digits) ? Number.parseInt(digits, 16) : null;
}
