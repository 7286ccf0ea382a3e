import type { Unanswered } from '../model/outcome.ts';

/**
 * Bytes on demand. The only way a container sees a file, so that a picture
 * on the far side of a network costs no more than the ranges asked for.
 */
export interface ByteSource {
  /** Total bytes, or `null` while nobody has said. May become known after a read. */
  readonly size: number | null;
  /** Bytes fetched so far, counting what was read ahead. */
  readonly bytesRead: number;
  /**
   * The bytes of [offset, offset + length). Shorter only at the end of the file, empty past it.
   * The result may be a view into a shared buffer: do not write to it.
   * @throws Unreadable when the bytes cannot be had.
   */
  read(offset: number, length: number): Promise<Uint8Array>;
  /**
   * Nobody asked about this file and its bytes are paid for: what a format allows in places where writers put nothing
   * may be left unread, if that is told. Absent: whatever it takes.
   */
  readonly isSparing?: boolean;
  /** What is held from `offset` on without asking anyone, possibly nothing. Sources that read ahead have it. */
  atHand?(offset: number): Uint8Array;
}

/** Thrown by a ByteSource that cannot deliver; carries the reason the report will give. */
export class Unreadable extends Error {
  readonly why: Unanswered;
  constructor(why: Unanswered, detail = '') {
    super(detail === '' ? why : `${why}: ${detail}`);
    this.name = 'Unreadable';
    this.why = why;
  }
}

/** A whole file already in memory. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    bytesRead: bytes.length,
    read: async (offset, length) =>
      bytes.subarray(Math.min(offset, bytes.length), Math.min(offset + length, bytes.length)),
    atHand: (offset) => bytes.subarray(Math.min(offset, bytes.length)),
  };
}
