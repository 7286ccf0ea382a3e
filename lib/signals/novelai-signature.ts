import type { Raster } from '../model/raster.ts';
import { decodeBase64 } from '../bytes/base64.ts';
import { pythonJsonWithout } from './python-json.ts';

/** `not-checked`: no pixels to be had, or this browser does not know Ed25519. `unsigned`: there is no signature. */
export type SignatureState = 'valid' | 'does-not-match' | 'not-checked' | 'unsigned';

/** A signed comment, ready to be held against the pixels. */
export interface SignedComment {
  readonly signature: Uint8Array<ArrayBuffer>;
  /** The comment less its signature, as NovelAI's server wrote it before signing. */
  readonly text: string;
}

/** NovelAI's Ed25519 public key, base64 (github.com/NovelAI/novelai-image-metadata, nai_sig.py). */
export const NOVELAI_KEY = 'Y2JcQAOhLwzwSDUJPNgL04nS0Tbqm7cSRc4xk0vRMic=';

/** The signature in a `Comment`, which may hold the real comment once more; `null` when there is none. */
export function readSignedComment(comment: string): SignedComment | null {
  if (comment.length > MAX_COMMENT) return null;
  const inner = pythonJsonWithout(comment, 'Comment')?.removed ?? comment;
  const read = pythonJsonWithout(inner, 'signed_hash');
  if (read === null || read.removed === null) return null;
  const signature = bytesOf(read.removed);
  return signature?.length === SIGNATURE_LENGTH ? { signature, text: read.text } : null;
}

/** Verifies over the pixels' red, green and blue in rows, then the text. Any recompression breaks it. */
export async function verifySignature(signed: SignedComment, pixels: Raster, key: string): Promise<SignatureState> {
  const publicKey = bytesOf(key);
  if (publicKey === null) return 'not-checked';
  try {
    const imported = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
    const isValid = await crypto.subtle.verify('Ed25519', imported, signed.signature, message(signed.text, pixels));
    return isValid ? 'valid' : 'does-not-match';
  } catch {
    return 'not-checked';
  }
}

function message(text: string, { rgba, width, height }: Raster): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(text);
  const pixels = width * height;
  const bytes = new Uint8Array(pixels * 3 + json.length);
  for (let pixel = 0; pixel < pixels; pixel++) {
    bytes[pixel * 3] = rgba[pixel * 4] ?? 0;
    bytes[pixel * 3 + 1] = rgba[pixel * 4 + 1] ?? 0;
    bytes[pixel * 3 + 2] = rgba[pixel * 4 + 2] ?? 0;
  }
  bytes.set(json, pixels * 3);
  return bytes;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  const decoded = decodeBase64(new TextEncoder().encode(base64.slice(0, MAX_BASE64)));
  return decoded.kind === 'found' ? new Uint8Array(decoded.value) : null;
}

const SIGNATURE_LENGTH = 64;
/** A key has 44 characters, a signature 88. */
const MAX_BASE64 = 256;
/** Comments with several character prompts reach some tens of kilobytes. */
const MAX_COMMENT = 1 << 20;
