import { latin1 } from '../bytes/byte-view.ts';
import { memorySource, Unreadable } from '../bytes/source.ts';
import { recognize } from '../containers/index.ts';
import type { StoredAssertion } from '../decoders/c2pa-boxes.ts';
import type { FileDetails, Preview, PreviewType } from '../model/file-details.ts';

/** Previews have 1024 pixels a side; whoever asks more of a browser than this wants its memory. */
const MAX_PIXELS = 4_000_000;
/** Of one, and of all: they cross between the extension's own pages as text. */
const MAX_BYTES = 1024 * 1024;
const MAX_ALL_BYTES = 4 * 1024 * 1024;
/** So many as a diagram shows. */
const MAX_PREVIEWS = 40;
const HEAD_BYTES = 4096;
const TYPES: readonly PreviewType[] = ['image/jpeg', 'image/png', 'image/webp'];
/** `c2pa.thumbnail.claim.jpeg`, `c2pa.thumbnail.ingredient__1` (C2PA 2.2 §18.6). */
const THUMBNAIL = /^c2pa\.thumbnail\./;

/**
 * The small pictures in a record, those of the active manifest first. What kind one is and how large, its own bytes say,
 * before anybody decodes it. What is no picture, or tells no size, is left out.
 */
export async function readPreviews(assertions: readonly StoredAssertion[]): Promise<FileDetails['previews']> {
  const found = new Map<string, Preview>();
  let left = MAX_ALL_BYTES;
  const files = assertions.filter(({ label, content }) => content.kind === 'file' && THUMBNAIL.test(label));
  for (const { address, content } of files.toSorted((a, b) => Number(b.isActive) - Number(a.isActive))) {
    if (found.size === MAX_PREVIEWS) break;
    const preview = found.has(address) ? null : await previewOf(content.bytes, Math.min(left, MAX_BYTES));
    if (preview === null) continue;
    if (preview.kind === 'picture') left -= content.bytes.length;
    found.set(address, preview);
  }
  return [...found];
}

async function previewOf(bytes: Uint8Array, most: number): Promise<Preview | null> {
  const shape = await shapeOf(bytes);
  if (shape === null) return null;
  if (bytes.length > most || shape.pixels > MAX_PIXELS) return { kind: 'too-large' };
  return { kind: 'picture', type: shape.type, base64: btoa(latin1(bytes)) };
}

async function shapeOf(bytes: Uint8Array): Promise<{ readonly type: PreviewType; readonly pixels: number } | null> {
  try {
    const map = await recognize(bytes.subarray(0, HEAD_BYTES))?.map(memorySource(bytes));
    const type = TYPES.find((each) => each === map?.format);
    return type === undefined || map?.pixels === undefined
      ? null
      : { type, pixels: map.pixels.width * map.pixels.height };
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}
