import { readPart } from '../bytes/read-part.ts';
import { memorySource, Unreadable } from '../bytes/source.ts';
import { recognize } from '../containers/index.ts';

/** The largest store seen is 1.2 MB, most of it thumbnails. */
const MAX_STORE_BYTES = 16 * 1024 * 1024;
/** A file has one store; a few formats may hold those of earlier versions beside it. */
const MAX_STORES = 8;
/** Bytes of a file's head that tell its format. */
const HEAD_BYTES = 4096;

/** The manifest stores a file carries, unwrapped, in the file's order; those that cannot be read whole are left out. */
export async function manifestStores(file: Uint8Array): Promise<readonly Uint8Array[]> {
  const container = recognize(file.subarray(0, HEAD_BYTES));
  if (container === null) return [];
  const source = memorySource(file);
  const stores: Uint8Array[] = [];
  for (const part of await partsOf(container, source)) {
    if (part.kind !== 'c2pa' || stores.length === MAX_STORES) continue;
    const store = await readPart(source, part, MAX_STORE_BYTES);
    if (store.kind === 'found') stores.push(store.value);
  }
  return stores;
}

async function partsOf(container: NonNullable<ReturnType<typeof recognize>>, source: ReturnType<typeof memorySource>) {
  try {
    return (await container.map(source)).parts;
  } catch (error) {
    if (error instanceof Unreadable) return [];
    throw error;
  }
}
