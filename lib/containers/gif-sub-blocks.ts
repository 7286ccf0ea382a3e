import type { Window } from '../bytes/window.ts';
import type { ByteRange } from '../model/container.ts';
import { STORE_START } from './part-starts.ts';

/** A chain of sub-blocks: a length byte and as many bytes, again and again until the length is 0. */
export interface SubBlocks {
  /** Offset behind the closing 0. */
  readonly end: number;
  /** The content, when it was asked for. */
  readonly ranges: readonly ByteRange[];
  /** The first `STORE_START` bytes of the content, when it was asked for. */
  readonly start: Uint8Array;
}

/**
 * Walks the chain that begins at `offset`, without waiting for anything but the next window.
 * `cap`: bytes of content whose ranges are kept before giving up as `too-large`; `null` keeps none.
 */
export async function walkSubBlocks(
  file: Window,
  offset: number,
  cap: number | null,
): Promise<SubBlocks | 'truncated' | 'too-large'> {
  const ranges: ByteRange[] = [];
  const start: number[] = [];
  let kept = 0;
  let at = offset;
  for (;;) {
    const { bytes } = await file.at(at, 1 + LONGEST);
    if (bytes.length === 0) return 'truncated';
    let i = 0;
    while (i < bytes.length) {
      const length = bytes[i] ?? 0;
      const isCut = i + 1 + length > bytes.length;
      if (isCut && i > 0) break;
      if (length === 0) return { end: at + i + 1, ranges, start: Uint8Array.from(start) };
      if (cap !== null) {
        ranges.push({ offset: at + i + 1, length });
        kept += length;
        if (kept > cap || ranges.length > MOST_RANGES) return 'too-large';
        if (start.length < STORE_START) start.push(...bytes.subarray(i + 1, i + 1 + length));
      }
      i += 1 + length;
    }
    at += i;
  }
}

const LONGEST = 255;
/** A chain of 16 MB in full sub-blocks; one of tiny sub-blocks is some opponent's. */
const MOST_RANGES = 65_793;
