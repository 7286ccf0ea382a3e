import type { ByteView } from '../bytes/byte-view.ts';
import type { Window } from '../bytes/window.ts';
import type { ByteRange } from '../model/container.ts';
import type { Findings } from './findings.ts';
import { STORE_START } from './part-starts.ts';

/** A chunk of four letters, a little-endian length and an evenly padded content. */
export interface Chunk {
  readonly type: string;
  /** The chunk with its header, without its padding. */
  readonly whole: ByteRange;
  readonly content: ByteRange;
  /** The first bytes of the content, `STORE_START` of them where there are as many. */
  readonly start: ByteView;
}

/**
 * Calls `read` for each chunk of `area`. `long` holds the lengths that 32 bits are too short for.
 * `false`, with the reason noted: the lengths do not add up.
 */
export async function eachChunk(
  file: Window,
  area: ByteRange,
  long: ReadonlyMap<string, number> | null,
  findings: Findings,
  read: (chunk: Chunk) => Promise<void>,
): Promise<boolean> {
  const end = area.offset + area.length;
  let at = area.offset;
  for (let count = 0; at < end; count++) {
    if (count === MOST_CHUNKS) return fail(findings, 'too-large');
    const chunk = await file.at(at, CHUNK_HEADER + STORE_START, 'little');
    const type = chunk.latin1(0, 4);
    const stated = chunk.u32(4);
    if (type === undefined || stated === undefined) return fail(findings, 'truncated');
    const length = stated === IS_LONG ? (long?.get(type) ?? stated) : stated;
    if (at + CHUNK_HEADER + length > end) return fail(findings, 'malformed');
    const content = { offset: at + CHUNK_HEADER, length };
    const start = chunk.from(CHUNK_HEADER, length);
    if (start.length < Math.min(length, STORE_START)) findings.fault('truncated');
    await read({ type, whole: { offset: at, length: CHUNK_HEADER + length }, content, start });
    at += CHUNK_HEADER + length;
    if (file.size !== null && at > file.size) return fail(findings, 'truncated');
    at += length % 2;
  }
  return true;
}

/** The lengths of a `ds64` chunk (EBU Tech 3306 §3): of the file under `RIFF`, of the sound, and of a table's chunks. */
export function longChunks(ds64: ByteView): ReadonlyMap<string, number> | null {
  const [riff, sound] = [ds64.u64(8), ds64.u64(16)];
  const count = ds64.u32(32);
  if (!ds64.startsWith('ds64') || riff === undefined || sound === undefined || count === undefined) return null;
  const long = new Map([
    ['RIFF', riff],
    ['data', sound],
  ]);
  for (let i = 0, at = 36; i < count && ds64.has(at, 12); i++, at += 12)
    long.set(ds64.latin1(at, 4) ?? '', ds64.u64(at + 4) ?? 0);
  return long;
}

function fail(findings: Findings, why: 'truncated' | 'malformed' | 'too-large'): false {
  findings.fault(why);
  return false;
}

/** `RIFF`, length, form. */
export const RIFF_HEADER = 12;
const CHUNK_HEADER = 8;
const IS_LONG = 0xffffffff;
/** Real files have a dozen at this level. */
const MOST_CHUNKS = 16_384;
