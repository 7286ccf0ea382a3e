import { PDQ_BYTES } from './pdq.ts';
import { ANCHOR_BYTES, type Anchors } from './regional/anchors.ts';
import { WORDS } from './regional/sign-descriptor.ts';

/** What a work is found by, as it is kept: its whole, and regions of it. */
export interface WorkFingerprint {
  /** PDQ, 32 bytes. */
  readonly hash: Uint8Array;
  /** Of the hash, 0 to 100. */
  readonly quality: number;
  readonly isGraphic: boolean;
  readonly anchors: Anchors;
}

/** Raised when what is kept of works would be read wrongly: they are then to be fingerprinted again. */
const VERSION = 2;
const HEAD_BYTES = 4;
export const HEAD_WORDS = HEAD_BYTES / 4;
const MOST_ANCHORS = 64;

/** At most 1,316 bytes: version, whether it is a graphic, quality, count of anchors; the hash; descriptors; places. */
export function packFingerprint({ hash, quality, isGraphic, anchors }: WorkFingerprint): Uint8Array<ArrayBuffer> {
  const count = Math.min(anchors.count, MOST_ANCHORS);
  const bytes = new Uint8Array(HEAD_BYTES + PDQ_BYTES + count * ANCHOR_BYTES);
  bytes.set([VERSION, isGraphic ? 1 : 0, quality, count]);
  bytes.set(hash, HEAD_BYTES);
  const view = new DataView(bytes.buffer, HEAD_BYTES + PDQ_BYTES);
  for (let at = 0; at < count * WORDS; at += 1) view.setUint32(at * 4, anchors.descriptors[at] ?? 0, true);
  for (let at = 0; at < count; at += 1) view.setUint32((count * WORDS + at) * 4, anchors.places[at] ?? 0, true);
  return bytes;
}

/** Whether `packFingerprint` of this version may have made it: otherwise the work has to be fingerprinted again. */
export function isCurrentFingerprint(bytes: Uint8Array): boolean {
  return isCurrentHead(bytes, 0, bytes.length);
}

/** `isCurrentFingerprint` of a part of the bytes, without a view of it: asked of a hundred thousand in a row. */
export function isCurrentHead(bytes: Uint8Array, start: number, end: number): boolean {
  const count = bytes[start + 3] ?? 0;
  if (bytes[start] !== VERSION || count > MOST_ANCHORS) return false;
  if ((bytes[start + 1] ?? 0) > 1 || (bytes[start + 2] ?? 0) > 100) return false;
  return end - start === HEAD_BYTES + PDQ_BYTES + count * ANCHOR_BYTES;
}

/** What the first word of a packed fingerprint says, as read the lowest byte first. */
export function headIn(word: number): Pick<FingerprintParts, 'isGraphic' | 'quality' | 'count'> {
  return { isGraphic: ((word >>> 8) & 255) === 1, quality: (word >>> 16) & 255, count: word >>> 24 };
}

/** The whole's PDQ, 32 bytes, in a packed fingerprint; `null` for what is not of this version. */
export function hashOf(bytes: Uint8Array): Uint8Array | null {
  const parts = partsOf(bytes);
  return parts === null ? null : bytes.subarray(parts.hash, parts.hash + PDQ_BYTES);
}

/** Where the parts of a packed fingerprint are, in its bytes; `null` for what is not of this version. */
export function partsOf(bytes: Uint8Array): FingerprintParts | null {
  if (!isCurrentFingerprint(bytes)) return null;
  const count = bytes[3] ?? 0;
  const descriptors = HEAD_BYTES + PDQ_BYTES;
  const places = descriptors + count * WORDS * 4;
  return { isGraphic: bytes[1] === 1, quality: bytes[2] ?? 0, count, hash: HEAD_BYTES, descriptors, places };
}

export interface FingerprintParts extends Pick<WorkFingerprint, 'isGraphic' | 'quality'> {
  /** Of anchors. */
  readonly count: number;
  readonly hash: number;
  readonly descriptors: number;
  readonly places: number;
}
