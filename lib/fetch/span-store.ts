/**
 * The bytes of a file that have arrived. A byte is taken once: what comes later for the same place is left out, so
 * that everything read of a file, in parts or whole, is of one and the same file.
 */
export class SpanStore {
  /** In order of their starts, none overlapping another. */
  #spans: Span[] = [];
  /** Total size once known. */
  size: number | null = null;

  put(offset: number, bytes: Uint8Array): void {
    const end = offset + bytes.length;
    const added: Span[] = [];
    for (let start = offset; start < end;) {
      const missing = this.firstMissing(start, end);
      if (missing === null) break;
      const until = this.missingUntil(missing, end);
      added.push({ start: missing, bytes: bytes.subarray(missing - offset, until - offset) });
      start = until;
    }
    for (const span of added) this.#spans.splice(this.#indexAfter(span.start), 0, span);
  }

  /** First byte offset within [offset, end) that is not here, or `null`. */
  firstMissing(offset: number, end: number): number | null {
    let at = offset;
    for (let index = Math.max(0, this.#indexAfter(offset) - 1); at < end; index += 1) {
      const span = this.#spans[index];
      if (span === undefined || span.start > at) return at;
      at = Math.max(at, endOf(span));
    }
    return null;
  }

  /** End of the missing run that starts at `offset`, at most `end`. */
  missingUntil(offset: number, end: number): number {
    return Math.min(end, this.#spans[this.#indexAfter(offset)]?.start ?? end);
  }

  /** All that is here from `offset` on without a gap and without copying: a view, possibly empty. */
  from(offset: number): Uint8Array {
    const span = this.#spans[this.#indexAfter(offset) - 1];
    return span === undefined
      ? new Uint8Array()
      : span.bytes.subarray(Math.min(offset - span.start, span.bytes.length));
  }

  /** The bytes of [offset, end), all of which must be here. A view where one span holds them. */
  slice(offset: number, end: number): Uint8Array {
    const held = this.from(offset);
    if (held.length >= end - offset) return held.subarray(0, Math.max(0, end - offset));
    const joined = new Uint8Array(end - offset);
    const first = this.#indexAfter(offset) - 1;
    let index = first;
    for (let span = this.#spans[index]; span !== undefined && span.start < end; span = this.#spans[(index += 1)]) {
      const from = Math.max(offset, span.start);
      joined.set(span.bytes.subarray(from - span.start, end - span.start), from - offset);
    }
    const last = this.#spans[index - 1];
    // What was joined once is kept joined, so that the whole file is not copied for each of its readers.
    if (this.#spans[first]?.start === offset && last !== undefined && endOf(last) === end) {
      this.#spans.splice(first, index - first, { start: offset, bytes: joined });
    }
    return joined;
  }

  /** Index of the first span that starts beyond `offset`. */
  #indexAfter(offset: number): number {
    let low = 0;
    let high = this.#spans.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#spans[middle]?.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

interface Span {
  readonly start: number;
  readonly bytes: Uint8Array;
}

function endOf({ start, bytes }: Span): number {
  return start + bytes.length;
}
