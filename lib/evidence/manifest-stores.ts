import { readPart } from '../bytes/read-part.ts';
import { type ByteSource, Unreadable } from '../bytes/source.ts';
import { recognize } from '../containers/index.ts';

/** The largest store seen is 1.2 MB, most of it thumbnails. */
const MAX_STORE_BYTES = 16 * 1024 * 1024;
/** A file has one store; a few formats may hold those of earlier versions beside it. */
const MAX_STORES = 8;
/** Bytes of a file's head that tell its format. */
const HEAD_BYTES = 4096;

/**
 * The manifest stores a file carries, unwrapped, in the file's order; those that cannot be read whole are left out.
 * @throws Unreadable when the file cannot be opened at all.
 */
export async function manifestStores(source: ByteSource): Promise<readonly Uint8Array[]> {
  const container = recognize(await source.read(0, HEAD_BYTES));
  if (container === null) return [];
  const stores: Uint8Array[] = [];
  for (const part of await partsOf(container, source)) {
    if (part.kind !== 'c2pa' || stores.length === MAX_STORES) continue;
    const store = await readPart(source, part, MAX_STORE_BYTES);
    if (store.kind === 'found') stores.push(store.value);
  }
  return stores;
}

async function partsOf(container: NonNullable<ReturnType<typeof recognize>>, source: ByteSource) {
  try {
    return (await container.map(source)).parts;
  } catch (error) {
    if (error instanceof Unreadable) return [];
    throw error;
  }
}
