import type { Container } from './container.ts';
import { startsManifestStore, STORE_START } from './part-starts.ts';
import { walk } from './walk.ts';

/** A `.c2pa` file: a manifest store on its own (C2PA 2.2 §11.4). What it is about is another file. */
export const sidecar: Container = {
  format: 'application/c2pa',
  matches: startsManifestStore,
  map: (source) =>
    walk('application/c2pa', source, async (file, findings) => {
      const store = await file.at(0, STORE_START);
      const stated = store.u32(0) === HAS_64_BIT_LENGTH ? store.u64(8) : store.u32(0);
      const length = stated === TO_THE_END ? (file.size ?? store.length) : (stated ?? 0);
      if (file.size !== null && length > file.size) findings.fault('truncated');
      findings.isPiece();
      findings.addStore([{ offset: 0, length }], store.bytes);
    }),
};

/** Values of a box's 32-bit length with a meaning of their own (ISO/IEC 14496-12 §4.2). */
const HAS_64_BIT_LENGTH = 1;
const TO_THE_END = 0;
