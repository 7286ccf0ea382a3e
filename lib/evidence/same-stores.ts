import { memorySource } from '../bytes/source.ts';
import { manifestStores } from './manifest-stores.ts';

/** Whether the manifest stores of a pack are those in its original, byte for byte and in that order. */
export async function holdsSameStores(original: Uint8Array, packed: readonly Uint8Array[]): Promise<boolean> {
  const stores = await manifestStores(memorySource(original));
  return (
    stores.length === packed.length &&
    stores.every((store, at) => {
      const other = packed[at];
      return other?.length === store.length && store.every((byte, index) => byte === other[index]);
    })
  );
}
