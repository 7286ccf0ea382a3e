import { type ByteSource, Unreadable } from '../bytes/source.ts';

/** Bytes read at once where less is asked for: each read of a file is a trip to another process. */
const LEAST_READ = 64 * 1024;

interface Span {
  readonly start: number;
  readonly bytes: Uint8Array;
}

/**
 * A file the person chose, read in slices: what is not asked for is never in memory, so that its size costs nothing.
 * Where it goes away or changes meanwhile, browsers refuse its bytes: every read then throws `unreadable`.
 */
export function fileSource(file: Blob): ByteSource {
  let held: Span = { start: 0, bytes: new Uint8Array() };
  let bytesRead = 0;
  const take = async (start: number, length: number): Promise<Span> => {
    const part = file.slice(start, start + Math.max(length, LEAST_READ));
    const bytes = await part.arrayBuffer().catch(() => {
      throw new Unreadable('unreadable', 'the browser does not give its bytes');
    });
    if (bytes.byteLength !== part.size) throw new Unreadable('unreadable', 'it became shorter while it was read');
    bytesRead += bytes.byteLength;
    return { start, bytes: new Uint8Array(bytes) };
  };
  return {
    size: file.size,
    get bytesRead() {
      return bytesRead;
    },
    async read(offset, length) {
      const end = Math.min(offset + length, file.size);
      if (offset >= end) return new Uint8Array();
      let span = held;
      if (offset < span.start || end > span.start + span.bytes.length) held = span = await take(offset, end - offset);
      return span.bytes.subarray(offset - span.start, end - span.start);
    },
  };
}
