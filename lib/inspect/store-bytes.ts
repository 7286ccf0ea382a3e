import { readPart } from '../bytes/read-part.ts';
import { memorySource } from '../bytes/source.ts';
import type { ContainerMap } from '../model/container.ts';

/** More than this is not searched; the largest store seen is 1.2 MB, most of it thumbnails. */
const MAX_STORE_BYTES = 16 * 1024 * 1024;
/** More certificates than this are not looked for; the most seen in one store is six. */
const MAX_SERIALS = 16;

/** The bytes of a file's manifest stores, unwrapped and joined; `null` where not all of them could be had. */
export async function storeBytes(map: ContainerMap, file: Uint8Array): Promise<Uint8Array | null> {
  const source = memorySource(file);
  const stores: Uint8Array[] = [];
  let left = MAX_STORE_BYTES;
  for (const part of map.parts) {
    if (part.kind !== 'c2pa') continue;
    const read = await readPart(source, part, left);
    if (read.kind !== 'found') return null;
    stores.push(read.value);
    left -= read.value.length;
  }
  const [only] = stores;
  return stores.length === 1 && only !== undefined ? only : joined(stores);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let filled = 0;
  for (const piece of pieces) {
    whole.set(piece, filled);
    filled += piece.length;
  }
  return whole;
}

/**
 * Whether certificates of all these serial numbers are in the store as they stand: not compressed in it, not cut into
 * pieces, not in another store than the one looked at.
 * @param serials in hexadecimal; `null` when not all are known, which is no.
 */
export function holdsCertificates(store: Uint8Array, serials: ReadonlySet<string> | null): boolean {
  if (serials === null || serials.size > MAX_SERIALS) return false;
  return [...serials].every((serial) => holds(store, bytesOfHex(serial)));
}

function bytesOfHex(hex: string): Uint8Array {
  const even = hex.padStart(hex.length + (hex.length % 2), '0');
  return Uint8Array.from(even.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function holds(bytes: Uint8Array, wanted: Uint8Array): boolean {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return true;
  }
  return false;
}
