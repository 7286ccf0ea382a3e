import type { ByteRange, Part } from '../model/container.ts';
import type { Outcome } from '../model/outcome.ts';
import { Unreadable } from './source.ts';
import type { ByteSource } from './source.ts';
import { undo } from './undo.ts';

/**
 * The bytes of a part: its ranges joined in order, its encoding undone. Ranges that lie close
 * together (GIF sub-blocks, JPEG APP11 packets) are fetched in one read.
 * One whole range is a view into the source's buffer: do not write to it.
 * `too-large`: more than `cap` bytes as stored or unwrapped, or too scattered. `truncated`: the file ends inside the part.
 * A source that cannot deliver gives its own reason; nothing is thrown.
 */
export async function readPart(source: ByteSource, part: Part, cap: number): Promise<Outcome<Uint8Array>> {
  const length = part.ranges.reduce((sum, range) => sum + range.length, 0);
  if (length > cap) return { kind: 'unanswered', why: 'too-large' };
  const spans = coalesce(part.ranges);
  if (spans.length > MOST_SPANS) return { kind: 'unanswered', why: 'too-large' };
  try {
    const stored = await readSpans(source, spans, length);
    if (stored === null) return { kind: 'unanswered', why: 'truncated' };
    const opened: Outcome<Uint8Array> =
      part.encoding === undefined ? { kind: 'found', value: stored } : await undo(part.encoding, stored, cap);
    return opened.kind === 'found' && part.within !== undefined ? spanOf(opened.value, part.within) : opened;
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'unanswered', why: error.why };
    throw error;
  }
}

function spanOf(opened: Uint8Array, { offset, length }: ByteRange): Outcome<Uint8Array> {
  const span = opened.subarray(offset, offset + length);
  return span.length < length ? { kind: 'unanswered', why: 'truncated' } : { kind: 'found', value: span };
}

/** Consecutive ranges to be fetched in one read. */
interface Span extends ByteRange {
  readonly ranges: readonly ByteRange[];
}

function coalesce(ranges: readonly ByteRange[]): Span[] {
  const spans: { offset: number; length: number; wanted: number; ranges: ByteRange[] }[] = [];
  for (const range of ranges) {
    if (range.length === 0) continue;
    const span = spans.at(-1);
    if (span !== undefined && isWorthReadingOver(range.offset - span.offset - span.length, span)) {
      span.length = range.offset + range.length - span.offset;
      span.wanted += range.length;
      span.ranges.push(range);
    } else {
      spans.push({ offset: range.offset, length: range.length, wanted: range.length, ranges: [range] });
    }
  }
  return spans;
}

/** Never more waste than use, so that a cap on the part is a cap on what is fetched for it. */
function isWorthReadingOver(gap: number, span: { length: number; wanted: number }): boolean {
  const waste = span.length - span.wanted;
  return gap >= 0 && gap <= WIDEST_GAP && waste + gap <= span.wanted + WIDEST_GAP;
}

/** `null` when the file ends before the last span does. */
async function readSpans(source: ByteSource, spans: readonly Span[], length: number): Promise<Uint8Array | null> {
  const joined = spans.length === 1 && spans[0]?.ranges.length === 1 ? null : new Uint8Array(length);
  let filled = 0;
  for (const span of spans) {
    const bytes = await source.read(span.offset, span.length);
    if (bytes.length < span.length) return null;
    if (joined === null) return bytes;
    for (const range of span.ranges) {
      const start = range.offset - span.offset;
      joined.set(bytes.subarray(start, start + range.length), filled);
      filled += range.length;
    }
  }
  return joined;
}

/** A gap this wide is read over rather than asked around; a request costs more than its bytes. */
const WIDEST_GAP = 4 * 1024;
/** Reads one part may cost; a real one needs a handful. */
const MOST_SPANS = 256;
