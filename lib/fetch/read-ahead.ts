import type { SpanStore } from './span-store.ts';

/**
 * Decides how much one request asks for. The first one is small, because most pictures are decided by their first
 * bytes; a walk that goes on where it stopped gets more, and from the fifth request on much more.
 */
export class ReadAhead {
  readonly #first: number;
  #step = -1;
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
    this.#step = isOnward ? Math.min(this.#step + 1, MULTIPLES.length - 1) : 0;
    const ahead = start + Math.min(this.#first * (MULTIPLES[this.#step] ?? 1), MOST);
    // While the size is unknown, "the whole file" cannot be asked for: walk towards its end.
    const wanted = spans.size === null ? Math.max(ahead, missing + 1) : Math.min(Math.max(needed, ahead), spans.size);
    const end = spans.missingUntil(start, this.#withRest(wanted, spans.size));
    this.#lastEnd = end;
    return { start, end };
  }

  /** So little left of the file would only cost another request. */
  #withRest(wanted: number, size: number | null): number {
    return size !== null && size - wanted <= this.#first ? Math.max(wanted, size) : wanted;
  }
}

/**
 * What each request asks for, in first ones. A picture's Exif, XMP and color profile mostly end in the second to
 * fourth; growing sooner, the last of these would ask for more than the picture's whole head.
 */
const MULTIPLES = [1, 4, 4, 4, 16, 64, 256];
const MOST = 1024 * 1024;
/**
 * A gap this wide is read over: what was stepped over in a file's head (Exif, XMP) is mostly read right after, and a
 * request costs more than its bytes.
 */
const WIDEST_GAP = 32 * 1024;
