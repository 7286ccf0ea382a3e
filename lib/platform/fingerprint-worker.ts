import { wholeFingerprint } from '../recognition/fingerprint.ts';
import type { WorkPictures } from '../catalog/database.ts';
import type { Unanswered } from '../model/outcome.ts';
import { smallPicture } from './picture-luma.ts';

/** What a file is registered with. */
export type PictureAnswer =
  | {
      readonly kind: 'measured';
      readonly sha256: string;
      readonly width: number;
      readonly height: number;
      readonly iscc: string | null;
      readonly isWholeOnly: boolean;
      readonly fingerprint: Uint8Array<ArrayBuffer>;
      readonly pictures: Omit<WorkPictures, 'id'>;
    }
  | { readonly kind: 'failed'; readonly why: Unanswered | 'no-picture' };
