import { sha256Of } from '../bytes/sha256-of.ts';
import type { WorkPictures } from '../catalog/database.ts';
import type { Unanswered } from '../model/outcome.ts';
import { packFingerprint } from '../recognition/fingerprint-bytes.ts';
import { ISCC_BINDING_BITS } from '../recognition/iscc-binding.ts';
import { formatImageCode, imageCodeOf } from '../recognition/iscc.ts';
import { lumaOf } from '../recognition/luma.ts';
import { wholeFingerprintOf } from '../recognition/whole.ts';
import { fingerprintOf } from '../recognition/recognize.ts';
import { encodeThumbnail } from '../recognition/regional/thumbnail-codec.ts';
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
  return {
    kind: 'measured',
    ...{ sha256, width, height },
    iscc: formatImageCode(imageCodeOf(small, ISCC_BINDING_BITS)),
    isWholeOnly: regional.anchors.count === 0,
    fingerprint: packFingerprint({ hash, quality, isGraphic: regional.isGraphic, anchors: regional.anchors }),
    pictures: {
      ...{ shown: new Uint8Array(await shown.arrayBuffer()), shownType: shown.type },
      luma: encodeThumbnail(regional.thumbnail),
    },
  };
}
