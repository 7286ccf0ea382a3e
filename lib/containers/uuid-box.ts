import type { ByteView } from '../bytes/byte-view.ts';
import type { ByteRange } from '../model/container.ts';
import type { Findings } from './findings.ts';
import { STORE_START } from './part-starts.ts';

/**
 * A `uuid` box of ISO base media: XMP, or what C2PA keeps in the file. A store is named by its purpose;
 * boxes of hashes (`merkle`) are no store. `start`: `UUID_BOX_START` bytes of the content.
 */
export function readUuidBox(content: ByteRange, start: ByteView, findings: Findings): void {
  if (start.startsWith(XMP_UUID)) findings.add('xmp', [after(UUID, content)]);
  if (!start.startsWith(C2PA_UUID)) return;
  // C2PA 2.2 Annex A.3: version and flags, a purpose, and for all but `merkle` an offset before the store.
  const purpose = start.zeroTerminated(UUID + FULL_BOX, LONGEST_PURPOSE);
  if (purpose === undefined) return findings.fault('malformed');
  if (purpose === 'merkle') return;
  const header = UUID + FULL_BOX + purpose.length + 1 + MERKLE_OFFSET;
  findings.addStore([after(header, content)], start.from(header).bytes);
}

function after(count: number, { offset, length }: ByteRange): ByteRange {
  return { offset: offset + count, length: Math.max(length - count, 0) };
}

const XMP_UUID = '\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac';
const C2PA_UUID = '\xd8\xfe\xc3\xd6\x1b\x0e\x48\x3c\x92\x97\x58\x28\x87\x7e\xc4\x81';
const UUID = 16;
const FULL_BOX = 4;
/** Offset of the first box of Merkle tree hashes, 64 bits. */
const MERKLE_OFFSET = 8;
const LONGEST_PURPOSE = 32;
/** As much of the box's content as is looked at. */
export const UUID_BOX_START = UUID + FULL_BOX + LONGEST_PURPOSE + MERKLE_OFFSET + STORE_START;
