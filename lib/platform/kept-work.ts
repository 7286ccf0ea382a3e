import type { Work } from '../model/work.ts';
import type { KeptWork } from '../recognition/recognize.ts';
import { decodeThumbnail } from '../recognition/regional/thumbnail-codec.ts';

/** A work as a likeness is checked against it; `null` where its thumbnail does not decode. */
export function keptWork({ width, height }: Pick<Work, 'width' | 'height'>, luma: Uint8Array): KeptWork | null {
  const thumbnail = decodeThumbnail(luma);
  return thumbnail === null ? null : { width, height, thumbnail };
}
