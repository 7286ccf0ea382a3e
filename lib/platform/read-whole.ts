import { type ByteSource, Unreadable } from '../bytes/source.ts';

/** Bytes of one read: large enough to cost few requests, small enough to tell how far it is. */
const PIECE = 4 * 1024 * 1024;

/**
 * A whole file, piece by piece.
 * @throws Unreadable `too-large` beyond `cap`, `truncated` when it ends before its size, and the source's own reasons.
 */
export async function readWhole(
  source: ByteSource,
  cap: number,
  onProgress: (read: number, size: number | null) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let read = 0;
  for (;;) {
    const { size } = source;
    if ((size ?? read) > cap) throw new Unreadable('too-large');
    onProgress(read, size);
    const wanted = Math.min(PIECE, (size ?? Infinity) - read);
    if (wanted === 0) break;
    const piece = await source.read(read, wanted);
    pieces.push(piece);
    read += piece.length;
    if (piece.length === wanted) continue;
    if (source.size !== null && read < source.size) throw new Unreadable('truncated');
    break;
  }
  if (read > cap) throw new Unreadable('too-large');
  const whole = new Uint8Array(read);
  let filled = 0;
  for (const piece of pieces) {
    whole.set(piece, filled);
    filled += piece.length;
  }
  return whole;
}
