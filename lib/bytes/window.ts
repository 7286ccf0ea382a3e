import { ByteView } from './byte-view.ts';
import type { ByteOrder } from './byte-view.ts';
import { Unreadable } from './source.ts';
import type { ByteSource } from './source.ts';

/**
 * What a container walker sees of a ByteSource: the head, read once, and one span further on.
 * A walker asks for the few bytes of the next header; how much is read around them is decided here.
 * Little at first, because most pictures are decided by little; close to the last span more and more, as a file of
 * many small chunks costs less in few large reads; after a long jump little again.
 */
export class Window {
  readonly #source: ByteSource;
  #head: Uint8Array | null = null;
  #span: Uint8Array = NOTHING;
  #spanStart = 0;
  #lastEnd = 0;
  #step = 0;
  #reads = 0;
  #expectsWhole = false;
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
    this.#head ??= await this.#firstBytes();
    return new ByteView(this.#held(offset, atLeast) ?? (await this.#move(offset, atLeast)), order);
  }

  /** Every byte will be wanted, because a record's content hash covers them: what is missing is read in one go. */
  expectWhole(): void {
    this.#expectsWhole = true;
  }

  /** Whether a request is worth saving: nobody asked about this file, and it will not be read whole in any case. */
  get isSparing(): boolean {
    return this.#source.isSparing === true && !this.#expectsWhole;
  }

  /** Whether so much lies behind `offset` that it had better be left unread, and told to be. */
  mayLeave(offset: number): boolean {
    return this.isSparing && this.size !== null && this.size - offset > WORTH_LEAVING;
  }

  /** Whether looking at `length` bytes from `offset` on asks nobody for anything. */
  holds(offset: number, length: number): boolean {
    return this.#held(offset, length) !== null;
  }

  /** The size, found by reading on when nobody says it; `null` when the end lies beyond `limit` bytes. */
  async measure(limit: number): Promise<number | null> {
    if (this.size === null) await this.#read(0, limit);
    return this.size;
  }

  async #firstBytes(): Promise<Uint8Array> {
    const head = this.#atHand(0, 1) ?? (await this.#read(0, HEAD));
    this.#lastEnd = head.length;
    return head;
  }

  #held(offset: number, atLeast: number): Uint8Array | null {
    return (
      holding(this.#head ?? NOTHING, 0, offset, atLeast, this.size) ??
      holding(this.#span, this.#spanStart, offset, atLeast, this.size) ??
      this.#atHand(offset, atLeast) ??
      (this.size !== null && offset >= this.size ? NOTHING : null)
    );
  }

  /** What the source holds already costs no read. */
  #atHand(offset: number, atLeast: number): Uint8Array | null {
    const bytes = this.#source.atHand?.(offset) ?? NOTHING;
    return holding(bytes, offset, offset, atLeast, this.size);
  }

  async #move(offset: number, atLeast: number): Promise<Uint8Array> {
    const { size } = this;
    if (this.#expectsWhole && size !== null && size <= WHOLE_AT_ONCE) {
      this.#head = await this.#read(0, size);
      return this.#head.subarray(offset);
    }
    const jump = Math.abs(offset - this.#lastEnd);
    const isNear = jump <= NEAR + NEARER_PER_READ * this.#reads;
    this.#span = await this.#read(offset, Math.max(atLeast, (isNear && STEPS[this.#step]) || SMALL_READ));
    this.#step = isNear ? Math.min(this.#step + 1, STEPS.length - 1) : 0;
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
/** Bytes a walk starts with where the source holds none: a JPEG's or PNG's tables fit, its metadata often does. */
const HEAD = 4 * 1024;
/** After a jump: room for the headers and small chunks that usually stand together at a file's end. */
const SMALL_READ = 4 * 1024;
/**
 * Bytes read ahead as a walk goes on. Most walks are over after a few small reads; a longer one crosses many
 * small chunks, which costs less in few large reads.
 */
const STEPS = [SMALL_READ, SMALL_READ, SMALL_READ, 16 * 1024, 64 * 1024, 256 * 1024, 1024 * 1024];
/** A jump this long costs a request over the network about as much as reading on does. */
const NEAR = 64 * 1024;
/** Each read made makes reading on the better bargain than one more request. */
const NEARER_PER_READ = 16 * 1024;
/** What a few requests cost: a walk through less is worth its bytes. */
const WORTH_LEAVING = 1024 * 1024;
/** Larger files are not taken into memory in one read, whatever they hold. */
const WHOLE_AT_ONCE = 32 * 1024 * 1024;
/** With the largest of `STEPS`, the bound on what one walk may fetch: 256 MiB. */
const MOST_READS = 256;
