import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { type ByteSource, Unreadable } from '../lib/bytes/source.ts';
import type { Unanswered } from '../lib/model/outcome.ts';

/** A local file as a ByteSource. */
export interface FileSource extends ByteSource, AsyncDisposable {}

/**
 * Opens a local file. Reads the ranges asked for and no more.
 * @throws Unreadable (`unreadable`) when the file cannot be opened or is no regular file.
 */
export async function openFile(path: string): Promise<FileSource> {
  // Without waiting: a pipe that nobody writes to would hold the process for ever.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(unreadable);
  const stats = await handle.stat();
  if (!stats.isFile()) {
    await handle.close();
    throw new Unreadable('unreadable', 'not a regular file');
  }
  return fileSource(handle, stats.size);
}

/** A source that fails each read for `why`: the engine makes the report of a file that cannot be had. */
export function unreadableSource(why: Unanswered): ByteSource {
  return { size: null, bytesRead: 0, read: async () => Promise.reject(new Unreadable(why)) };
}

function fileSource(handle: FileHandle, size: number): FileSource {
  let bytesRead = 0;
  return {
    size,
    get bytesRead() {
      return bytesRead;
    },
    async read(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      const buffer = new Uint8Array(wanted);
      let filled = 0;
      while (filled < wanted) {
        const { bytesRead: got } = await handle
          .read(buffer, filled, wanted - filled, offset + filled)
          .catch(unreadable);
        if (got === 0) break; // the file became shorter since it was opened
        filled += got;
      }
      bytesRead += filled;
      return buffer.subarray(0, filled);
    },
    [Symbol.asyncDispose]: () => handle.close(),
  };
}

function unreadable(error: unknown): never {
  throw new Unreadable('unreadable', error instanceof Error ? error.message : '');
}
