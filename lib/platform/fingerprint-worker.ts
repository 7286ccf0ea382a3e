import { sha256Of } from '../bytes/sha256-of.ts';
import type { WorkPictures } from '../catalog/database.ts';
import type { Unanswered } from '../model/outcome.ts';
import { packFingerprint } from '../recognition/fingerprint-bytes.ts';
import { ISCC_BINDING_BITS } from '../recognition/iscc-binding.ts';
import { formatImageCode, imageCodeOf } from '../recognition/iscc.ts';
import { lumaOf, type LumaPlane } from '../recognition/luma.ts';
import { wholeFingerprintOf } from '../recognition/whole.ts';
import { fingerprintOf } from '../recognition/recognize.ts';
import type { Thumbnail } from '../recognition/regional/thumbnail.ts';
import { smallPicture } from './small-picture.ts';

/** What a file is registered with. */
export type PictureAnswer =
  | {
      readonly kind: 'measured';
      /** Hex, of the file. */
      readonly sha256: string;
      readonly width: number;
      readonly height: number;
      readonly iscc: string | null;
      readonly isWholeOnly: boolean;
      readonly fingerprint: Uint8Array<ArrayBuffer>;
      readonly pictures: Omit<WorkPictures, 'id'>;
    }
  | { readonly kind: 'failed'; readonly why: Unanswered | 'no-picture' };

/** To the Worker, and from it. */
export interface MeasureTask {
  readonly id: number;
  readonly file: Blob;
}
export interface MeasureNote {
  readonly id: number;
  readonly answer: PictureAnswer;
}

export interface MeasureScope {
  postMessage(note: MeasureNote): void;
  onmessage: ((event: MessageEvent<MeasureTask>) => void) | null;
}

/** Of the luma thumbnail, and those tried where a busy picture takes more bytes than it may. */
const LUMA_QUALITY = 0.3;
const LOWER_QUALITIES = [0.15, 0.05];
const LUMA_BYTES = 1_000;

/** The Worker's side: measures one file after another. */
export function serveMeasuring(scope: MeasureScope): void {
  let turn: Promise<unknown> = Promise.resolve();
  scope.onmessage = ({ data: { id, file } }) => {
    turn = turn.then(async () => {
      const answer = await measure(file).catch((): PictureAnswer => ({ kind: 'failed', why: 'unreadable' }));
      scope.postMessage({ id, answer });
    });
  };
}

async function measure(file: Blob): Promise<PictureAnswer> {
  const bytes = await file.arrayBuffer();
  const picture = await smallPicture(new Blob([bytes], { type: file.type }), true);
  if (picture === null || picture === 'too-large')
    return { kind: 'failed', why: picture === null ? 'no-picture' : 'too-large' };
  const { width, height, small, shown } = picture;
  if (shown === null) return { kind: 'failed', why: 'engine-failed' };
  const luma = lumaOf(small);
  const { hash, quality } = wholeFingerprintOf(luma);
  const regional = fingerprintOf(luma);
  const sha256 = await sha256Of(new Uint8Array(bytes));
  const encoded = await encodeLuma(regional.thumbnail);
  return {
    kind: 'measured',
    ...{ sha256, width, height },
    iscc: formatImageCode(imageCodeOf(small, ISCC_BINDING_BITS)),
    isWholeOnly: regional.anchors.count === 0,
    fingerprint: packFingerprint({ hash, quality, isGraphic: regional.isGraphic, anchors: regional.anchors }),
    pictures: { shown: new Uint8Array(await shown.arrayBuffer()), shownType: shown.type, luma: encoded },
  };
}

async function encodeLuma({ width, height, pixels }: Thumbnail): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(width, height);
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [at, value] of pixels.entries()) rgba.fill(value, at * 4, at * 4 + 3);
  canvas.getContext('2d')?.putImageData(new ImageData(rgba, width), 0, 0);
  const encode = (quality: number): Promise<Blob> => canvas.convertToBlob({ type: 'image/webp', quality });
  let blob = await encode(LUMA_QUALITY);
  for (const quality of LOWER_QUALITIES) if (blob.size > LUMA_BYTES) blob = await encode(quality);
  return new Uint8Array(await blob.arrayBuffer());
}

/** The thumbnail that `encodeLuma` made; `null` where it is none. */
export async function decodeLuma(bytes: Uint8Array<ArrayBuffer>): Promise<LumaPlane | null> {
  const bitmap = await createImageBitmap(new Blob([bytes])).catch(() => null);
  if (bitmap === null) return null;
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  context?.drawImage(bitmap, 0, 0);
  bitmap.close();
  const data = context?.getImageData(0, 0, width, height).data;
  if (data === undefined) return null;
  return lumaOf({ width, height, rgba: new Uint8Array(data.buffer, data.byteOffset, data.length) });
}
