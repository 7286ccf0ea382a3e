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
  const { version, graphic, quality, count } = headOf(bytes);
  if (version !== VERSION || graphic > 1 || quality > 100 || count > MOST_ANCHORS) return false;
  return bytes.length === HEAD_BYTES + PDQ_BYTES + count * ANCHOR_BYTES;
}

/** One by one: taking an array apart costs more than all the rest of reading a fingerprint. */
function headOf(bytes: Uint8Array) {
  return { version: bytes[0], graphic: bytes[1] ?? 0, quality: bytes[2] ?? 0, count: bytes[3] ?? 0 };
}

/** The whole's PDQ, 32 bytes, in a packed fingerprint; `null` for what is not of this version. */
export function hashOf(bytes: Uint8Array): Uint8Array | null {
  const parts = partsOf(bytes);
  return parts === null ? null : bytes.subarray(parts.hash, parts.hash + PDQ_BYTES);
}

/** Where the parts of a packed fingerprint are, in its bytes; `null` for what is not of this version. */
export function partsOf(bytes: Uint8Array): FingerprintParts | null {
  if (!isCurrentFingerprint(bytes)) return null;
  const { graphic, quality, count } = headOf(bytes);
  const descriptors = HEAD_BYTES + PDQ_BYTES;
  const places = descriptors + count * WORDS * 4;
  return { isGraphic: graphic === 1, quality, count, hash: HEAD_BYTES, descriptors, places };
}

export interface FingerprintParts extends Pick<WorkFingerprint, 'isGraphic' | 'quality'> {
  /** Of anchors. */
  readonly count: number;
  readonly hash: number;
  readonly descriptors: number;
  readonly places: number;
}
