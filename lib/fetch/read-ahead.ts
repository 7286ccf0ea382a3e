import type { SpanStore } from './span-store.ts';

/**
 * Decides how much one request asks for. The first one is small, because most pictures are decided by their first
 * bytes; a walk that goes on where it stopped gets four times as much each time.
 */
export class ReadAhead {
  readonly #first: number;
  #length = 0;
  #lastEnd: number;

  /**
   * @param first bytes of a first request, and of one far from the last.
   * @param held bytes of the file's head that are there already.
   */
  constructor(first: number, held = 0) {
    this.#first = first;
    this.#lastEnd = held;
  }

  /**
   * The range to ask for when [missing, needed) is wanted and the byte at `missing` is not in `spans`.
   * Never a byte that is there already, never beyond the size where that is known.
   */
  plan(missing: number, needed: number, spans: SpanStore): { readonly start: number; readonly end: number } {
    const gap = missing - this.#lastEnd;
    const isOnward = gap >= 0 && gap <= WIDEST_GAP && spans.firstMissing(this.#lastEnd, missing + 1) === this.#lastEnd;
    const start = isOnward ? this.#lastEnd : missing;
    this.#length = isOnward ? Math.min(Math.max(this.#length * GROWTH, this.#first), MOST) : this.#first;
    const ahead = start + this.#length;
    // While the size is unknown, "the whole file" cannot be asked for: walk towards its end.
    const wanted = spans.size === null ? Math.max(ahead, missing + 1) : Math.min(Math.max(needed, ahead), spans.size);
    const end = spans.missingUntil(start, wanted);
    this.#lastEnd = end;
    return { start, end };
  }
}

const GROWTH = 4;
const MOST = 1024 * 1024;
/**
 * A gap this wide is read over: what was stepped over in a file's head (Exif, XMP) is mostly read right after, and a
 * request costs more than its bytes.
 */
const WIDEST_GAP = 32 * 1024;
