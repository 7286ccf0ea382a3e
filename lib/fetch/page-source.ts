import { type ByteSource, Unreadable } from '../bytes/source.ts';
import { ReadAhead } from './read-ahead.ts';
import { SpanStore } from './span-store.ts';

/** The beginning of a file, as a page read it. */
export interface PageOpening {
  /** Bytes of the whole file. */
  readonly size: number;
  readonly head: Uint8Array;
  /** Each further part costs its page a request and a message. */
  readonly isSparing: boolean;
}

export interface PageSource extends ByteSource {
  /** The page stopped answering, or answered something else than what was asked: read the file elsewhere. */
  readonly isLost: boolean;
}

/** Bytes asked for beyond those needed; a message costs more than they do. */
const READ_AHEAD = 8 * 1024;
/** Most bytes of one answer: as base64 in a message, it must not keep the page's thread for long. */
const MAX_ANSWER = 1024 * 1024;
/** Most bytes taken through messages; a larger file is read over the network, which copies it less often. */
const MAX_PAGE_BYTES = 32 * 1024 * 1024;

/**
 * A file as its page delivers it. Each byte is taken once and kept, so that a page cannot show one file to the
 * detectors and another to the validator.
 * @param ask yields exactly the bytes of [offset, offset + length), or `null`.
 */
export function pageSource(
  { size, head, isSparing }: PageOpening,
  ask: (offset: number, length: number) => Promise<Uint8Array | null>,
): PageSource {
  const spans = new SpanStore();
  spans.size = size;
  spans.put(0, head);
  const readAhead = new ReadAhead(READ_AHEAD, head.length);
  let queue: Promise<unknown> = Promise.resolve();
  let bytesRead = head.length;
  let isLost = false;

  async function read(offset: number, length: number): Promise<Uint8Array> {
    const end = Math.min(offset + length, size);
    if (offset >= end) return new Uint8Array();
    if (end - offset > MAX_PAGE_BYTES) return lose();
    for (let missing = spans.firstMissing(offset, end); missing !== null; missing = spans.firstMissing(offset, end)) {
      const range = readAhead.plan(missing, end, spans);
      for (let at = range.start; at < range.end; at += MAX_ANSWER) await take(at, Math.min(at + MAX_ANSWER, range.end));
    }
    return spans.slice(offset, end);
  }

  async function take(start: number, end: number): Promise<void> {
    const length = end - start;
    const bytes = !isLost && bytesRead + length <= MAX_PAGE_BYTES ? await ask(start, length) : null;
    if (bytes?.length !== length) return lose();
    bytesRead += length;
    spans.put(start, bytes);
  }

  function lose(): never {
    isLost = true;
    throw new Unreadable('blocked', 'the page did not deliver');
  }

  return {
    size,
    isSparing,
    get bytesRead() {
      return bytesRead;
    },
    get isLost() {
      return isLost;
    },
    atHand: (offset) => spans.from(offset),
    read(offset, length) {
      const turn = queue.then(() => read(offset, length));
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}
