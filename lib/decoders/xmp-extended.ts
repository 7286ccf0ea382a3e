import { ByteView } from '../bytes/byte-view.ts';
import type { Decoded } from '../model/fields.ts';
import type { Unanswered } from '../model/outcome.ts';
import type { XmpProperty } from '../model/xmp.ts';
import { decodeXmp, MAX_PACKET_BYTES } from './xmp.ts';
import { xmpText } from './xmp-lookup.ts';
import { ns } from './xmp-namespaces.ts';

/**
 * The properties of JPEG extended XMP, put together from its segments (XMP specification part 3, §1.1.3.1).
 * @param segments each with GUID, total length, offset, then its piece of the packet; in any order
 * @param properties of the main packet, whose `xmpNote:HasExtendedXMP` names the GUID. Segments of any other
 *   GUID are leftovers of an editor, and no metadata.
 */
export function decodeExtendedXmp(
  segments: readonly Uint8Array[],
  properties: readonly XmpProperty[],
): Decoded<readonly XmpProperty[]> {
  const guid = xmpText(properties, ns.xmpNote, 'HasExtendedXMP')?.toUpperCase();
  const pieces: Piece[] = [];
  for (const segment of segments) {
    const piece = readPiece(segment);
    if (piece === null) return { value: [], incomplete: 'truncated' };
    if (piece.guid === guid) pieces.push(piece);
  }
  if (pieces.length === 0) return { value: [], incomplete: guid === undefined ? null : 'truncated' };
  const packet = join(pieces);
  return packet instanceof Uint8Array ? decodeXmp(packet) : { value: [], incomplete: packet };
}

interface Piece {
  readonly guid: string;
  readonly total: number;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

function readPiece(segment: Uint8Array): Piece | null {
  const view = new ByteView(segment);
  const [guid, total, offset] = [view.latin1(0, GUID_LENGTH), view.u32(GUID_LENGTH), view.u32(GUID_LENGTH + 4)];
  if (guid === undefined || total === undefined || offset === undefined) return null;
  return { guid: guid.toUpperCase(), total, offset, bytes: view.from(GUID_LENGTH + 8).bytes };
}

function join(pieces: readonly Piece[]): Uint8Array | Unanswered {
  const total = pieces[0]?.total ?? 0;
  if (total > MAX_PACKET_BYTES) return 'too-large';
  const packet = new Uint8Array(total);
  let covered = 0;
  for (const piece of pieces.toSorted((one, other) => one.offset - other.offset)) {
    const end = piece.offset + piece.bytes.length;
    if (piece.total !== total || end > total) return 'malformed';
    if (piece.offset > covered) return 'truncated';
    packet.set(piece.bytes, piece.offset);
    covered = Math.max(covered, end);
  }
  return covered === total ? packet : 'truncated';
}

/** An MD5 digest in hexadecimal. */
const GUID_LENGTH = 32;
