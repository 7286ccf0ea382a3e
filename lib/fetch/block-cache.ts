/** Bytes in one block; also the least that one range request asks for. */
export const BLOCK_BYTES = 64 * 1024;

/** The bytes of a remote file that have arrived, in blocks, so that no byte is fetched twice. */
export class BlockCache {
  readonly #blocks = new Map<number, Uint8Array>();
  /** Total size once known. The last block may be short. */
  size: number | null = null;

  /** Keeps bytes that start at a block's start; a last block that is neither full nor the file's end is dropped. */
  put(offset: number, bytes: Uint8Array): void {
    for (let start = 0; start < bytes.length; start += BLOCK_BYTES) {
      const block = bytes.subarray(start, start + BLOCK_BYTES);
      const isWhole = block.length === BLOCK_BYTES || offset + start + block.length === this.size;
      if (isWhole) this.#blocks.set((offset + start) / BLOCK_BYTES, block);
    }
  }

  /** First byte offset within [offset, end) that is not here, or `null`. A block's start. */
  firstMissing(offset: number, end: number): number | null {
    for (let index = Math.floor(offset / BLOCK_BYTES); index * BLOCK_BYTES < end; index += 1) {
      if (!this.#blocks.has(index)) return index * BLOCK_BYTES;
    }
    return null;
  }

  /** End of the missing run that starts at `offset`, at most `end` rounded up to a block. */
  missingUntil(offset: number, end: number): number {
    let index = offset / BLOCK_BYTES;
    while (index * BLOCK_BYTES < end && !this.#blocks.has(index)) index += 1;
    return index * BLOCK_BYTES;
  }

  /** The bytes of [offset, end), all of which must be here. A view where one block holds them. */
  slice(offset: number, end: number): Uint8Array {
    const first = Math.floor(offset / BLOCK_BYTES);
    const only = this.#blocks.get(first);
    if (only !== undefined && end <= (first + 1) * BLOCK_BYTES)
      return only.subarray(offset % BLOCK_BYTES, end - first * BLOCK_BYTES);
    const joined = new Uint8Array(Math.max(0, end - offset));
    for (let index = first; index * BLOCK_BYTES < end; index += 1) {
      const start = index * BLOCK_BYTES;
      const block = this.#blocks.get(index) ?? new Uint8Array();
      const from = Math.max(0, offset - start);
      joined.set(block.subarray(from, Math.max(from, end - start)), start + from - offset);
    }
    return joined;
  }
}
