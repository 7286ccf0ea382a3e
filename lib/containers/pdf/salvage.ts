import type { Window } from '../../bytes/window.ts';
import type { Findings } from '../findings.ts';
import { startsManifestStore, STORE_START } from '../part-starts.ts';

/**
 * For a PDF whose cross-reference is damaged, as viewers repair it: looks for a manifest store by its first bytes,
 * in the ends of the file. Whatever comes of it, the document was not read as it should be.
 */
export async function salvageStores(file: Window, findings: Findings): Promise<void> {
  findings.fault('malformed');
  const size = file.size ?? 0;
  const starts = size > 2 * SEARCHED ? [0, size - SEARCHED] : [0];
  const length = size > 2 * SEARCHED ? SEARCHED : size;
  for (const start of starts) {
    const { bytes } = await file.at(start, Math.max(length, 1));
    for (let at = bytes.indexOf(J); at >= 0; at = bytes.indexOf(J, at + 1)) {
      // `jumb` stands four bytes into its box.
      const box = bytes.subarray(at - TYPE_AT, at - TYPE_AT + STORE_START);
      if (at < TYPE_AT || !startsManifestStore(box)) continue;
      const stated = new DataView(box.buffer, box.byteOffset).getUint32(0);
      return findings.add('c2pa', [{ offset: start + at - TYPE_AT, length: stated }]);
    }
  }
}

const J = 0x6a;
const TYPE_AT = 4;
const SEARCHED = 8 * 1024 * 1024;
