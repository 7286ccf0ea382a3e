import { Gunzip, gunzipSync, Inflate, inflateSync, Unzlib, unzlibSync } from 'fflate';
import type { Outcome } from '../model/outcome.ts';

/** `zlib` as in PNG (RFC 1950), `gzip` as in svgz (RFC 1952), `deflate` as in ZIP (RFC 1951, bare). */
export type Compression = 'zlib' | 'gzip' | 'deflate';

/**
 * Inflates `bytes` when no more than `cap` bytes come out; a bomb is left after `cap` and one step.
 * Checksums are not compared.
 * `too-large`: over the cap. `truncated`: the stream does not end. `malformed`: not such a stream.
 */
export function inflate(bytes: Uint8Array, compression: Compression, cap: number): Outcome<Uint8Array> {
  if (bytes.length < SHORTEST[compression]) return { kind: 'unanswered', why: 'truncated' };
  // Measured first and inflated after: only fflate's one-step call notices a stream that has no end,
  // and only its streaming one can be stopped.
  const { length, isDamaged } = inflateSteps(bytes, compression, cap, () => {});
  if (length > cap) return { kind: 'unanswered', why: 'too-large' };
  if (isDamaged) return { kind: 'unanswered', why: 'malformed' };
  try {
    return { kind: 'found', value: WHOLE[compression](bytes, { out: new Uint8Array(length) }) };
  } catch (error) {
    return { kind: 'unanswered', why: isCutShort(error) ? 'truncated' : 'malformed' };
  }
}

/** What the head of a compressed file inflates to: up to `cap` bytes, fewer when it is cut or damaged. */
export function inflateHead(head: Uint8Array, compression: Compression, cap: number): Uint8Array {
  const opened = new Uint8Array(cap);
  let filled = 0;
  inflateSteps(head, compression, cap - 1, (piece) => {
    const fitting = piece.subarray(0, cap - filled);
    opened.set(fitting, filled);
    filled += fitting.length;
  });
  return opened.subarray(0, filled);
}

/** Ends at the end of `bytes`, at the first damage, or with the step that brings `length` over `cap`. */
function inflateSteps(
  bytes: Uint8Array,
  compression: Compression,
  cap: number,
  take: (piece: Uint8Array) => void,
): { length: number; isDamaged: boolean } {
  let length = 0;
  const stream = new STREAM[compression]((piece: Uint8Array) => {
    length += piece.length;
    take(piece);
  });
  try {
    const step = Math.max(STEP, cap >> 8);
    for (let at = 0; at < bytes.length && length <= cap; at += step) stream.push(bytes.subarray(at, at + step));
    return { length, isDamaged: false };
  } catch {
    return { length, isDamaged: true };
  }
}

function isCutShort(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === UNEXPECTED_END;
}

const STREAM = { zlib: Unzlib, gzip: Gunzip, deflate: Inflate };
const WHOLE = { zlib: unzlibSync, gzip: gunzipSync, deflate: inflateSync };
/** Header, an empty DEFLATE block (2 bytes), checksum. */
const SHORTEST = { zlib: 2 + 2 + 4, gzip: 10 + 2 + 8, deflate: 2 };
/**
 * Compressed bytes a step, at least: DEFLATE grows at most 1032 times, so a step gives out about 1 MB at most,
 * or four times a larger cap. Each step copies its window of 32 KB, so a large file takes larger ones.
 */
const STEP = 1024;
/** fflate's FlateErrorCode.UnexpectedEOF. */
const UNEXPECTED_END = 0;
