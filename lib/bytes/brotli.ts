import type { Outcome } from '../model/outcome.ts';

/**
 * Opens Brotli (RFC 7932) with the decompressor of the platform when no more than `cap` bytes come out.
 * `unsupported`: this browser has none for Brotli. `too-large`: over the cap. `malformed`: damaged or cut.
 */
export async function openBrotli(bytes: Uint8Array, cap: number): Promise<Outcome<Uint8Array>> {
  const opened = await openSteps(bytes, cap);
  if (opened === null) return { kind: 'unanswered', why: 'unsupported' };
  if (opened.bytes.length > cap) return { kind: 'unanswered', why: 'too-large' };
  return opened.isDamaged ? { kind: 'unanswered', why: 'malformed' } : { kind: 'found', value: opened.bytes };
}

/** The first `length` bytes of what comes out, fewer when the stream is short, cut or damaged; `null`: unsupported. */
export async function brotliHead(bytes: Uint8Array, length: number): Promise<Uint8Array | null> {
  const opened = await openSteps(bytes, length);
  return opened && opened.bytes.subarray(0, length);
}

/** Stops with the piece that brings the output over `cap`. */
async function openSteps(bytes: Uint8Array, cap: number): Promise<{ bytes: Uint8Array; isDamaged: boolean } | null> {
  const stream = brotliStream();
  if (stream === null) return null;
  const pieces: Uint8Array[] = [];
  let length = 0;
  let isDamaged = false;
  const reader = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(stream).getReader();
  try {
    while (length <= cap) {
      const { value, done } = await reader.read();
      if (done) break;
      pieces.push(value);
      length += value.length;
    }
  } catch {
    isDamaged = true;
  }
  reader.cancel().catch(() => {});
  const joined = new Uint8Array(length);
  let filled = 0;
  for (const piece of pieces) {
    joined.set(piece, filled);
    filled += piece.length;
  }
  return { bytes: joined, isDamaged };
}

function brotliStream(): DecompressionStream | null {
  try {
    // Newer than the list of formats in the DOM types.
    return new DecompressionStream('brotli' as CompressionFormat);
  } catch {
    return null;
  }
}
