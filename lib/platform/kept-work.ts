import type { Work } from '../model/work.ts';
import type { KeptWork } from '../recognition/recognize.ts';
import { decodeLuma } from './fingerprint-worker.ts';

/** A work as a likeness is checked against it; `null` where its thumbnail does not decode. */
export async function keptWork(
  { width, height }: Pick<Work, 'width' | 'height'>,
  luma: Uint8Array<ArrayBuffer>,
): Promise<KeptWork | null> {
  const plane = await decodeLuma(luma);
  if (plane === null) return null;
  const pixels = new Uint8Array(plane.pixels.length);
  for (let at = 0; at < pixels.length; at++) pixels[at] = (plane.pixels[at] ?? 0) + 0.5;
  return { width, height, thumbnail: { width: plane.width, height: plane.height, pixels } };
}
