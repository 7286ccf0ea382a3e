import { ByteView } from './byte-view.ts';
import type { ByteOrder } from './byte-view.ts';
import { Unreadable } from './source.ts';
import type { ByteSource } from './source.ts';

/**
 * What a container walker sees of a ByteSource: the head, read once, and one span further on.
 * A walker asks for the few bytes of the next header; how much is read around them is decided here.
 * Close to the last span more and more is read ahead, as a file of many small chunks costs less in
 * few large reads; after a long jump only a little is.
 */
export class Window {
  readonly #source: ByteSource;
  #head: Uint8Array | null = null;
  #span: Uint8Array = NOTHING;
  #spanStart = 0;
  #lastEnd = 0;
  #ahead = SMALL_READ;
  #reads = 0;
  #shortReadEnd: number | null = null;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** Total bytes of the file, from the source or from a read that came back short; else `null`. */
  get size(): number | null {
    return this.#source.size ?? this.#shortReadEnd;
  }

  /**
   * All that is held from `offset` on: at least `atLeast` (≥ 1) bytes, fewer only at the end of the file.
   * @throws Unreadable from the source, or `too-large` after `MOST_READS` reads.
   */
  async at(offset: number, atLeast: number, order: ByteOrder = 'big'): Promise<ByteView> {
    this.#head ??= await this.#read(0, HEAD);
    return new ByteView(this.#held(offset, atLeast) ?? (await this.#move(offset, atLeast)), order);
  }

  /** The size, found by reading on when nobody says it; `null` when the end lies beyond `limit` bytes. */
  async measure(limit: number): Promise<number | null> {
    if (this.size === null) await this.#read(0, limit);
    return this.size;
  }

  #held(offset: number, atLeast: number): Uint8Array | null {
    return (
      holding(this.#head ?? NOTHING, 0, offset, atLeast, this.size) ??
      holding(this.#span, this.#spanStart, offset, atLeast, this.size) ??
      (this.size !== null && offset >= this.size ? NOTHING : null)
    );
  }

  async #move(offset: number, atLeast: number): Promise<Uint8Array> {
    const jump = Math.abs(offset - this.#lastEnd);
    const isNear = jump <= NEAR + NEARER_PER_READ * this.#reads;
    this.#ahead = isNear ? Math.min(Math.max(this.#ahead, jump, HEAD / 2) * 2, LARGE_READ) : SMALL_READ;
    this.#span = await this.#read(offset, Math.max(atLeast, this.#ahead));
    this.#spanStart = offset;
    return this.#span;
  }

  async #read(offset: number, length: number): Promise<Uint8Array> {
    if (this.#reads === MOST_READS) throw new Unreadable('too-large', `more than ${MOST_READS} reads`);
    this.#reads++;
    const bytes = await this.#source.read(offset, length);
    this.#lastEnd = offset + bytes.length;
    if (bytes.length < length && (bytes.length > 0 || offset === 0)) this.#shortReadEnd = offset + bytes.length;
    return bytes;
  }
}

/** The rest of `bytes` (which begin at `start`) from `offset` on, when that is enough or all there is. */
function holding(
  bytes: Uint8Array,
  start: number,
  offset: number,
  atLeast: number,
  size: number | null,
): Uint8Array | null {
  const end = start + bytes.length;
  const isInside = offset >= start && offset < end;
  return isInside && (offset + atLeast <= end || end === size) ? bytes.subarray(offset - start) : null;
}

const NOTHING = new Uint8Array(0);
/** Bytes a walk starts with; most JPEG, PNG and BMFF files are decided in them. */
const HEAD = 64 * 1024;
/** After a jump: room for the headers and small chunks that usually stand together at a file's end. */
const SMALL_READ = 4 * 1024;
const LARGE_READ = 1024 * 1024;
/** A jump this long costs a request over the network about as much as reading on does. */
const NEAR = 64 * 1024;
/** Each read made makes reading on the better bargain than one more request. */
const NEARER_PER_READ = 16 * 1024;
/** With `LARGE_READ`, the bound on what one walk may fetch: 256 MiB. */
const MOST_READS = 256;
