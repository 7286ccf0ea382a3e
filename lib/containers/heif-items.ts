import type { ByteView } from '../bytes/byte-view.ts';
import type { Window } from '../bytes/window.ts';
import type { ByteRange } from '../model/container.ts';
import type { Findings } from './findings.ts';
import { readLocations } from './heif-locations.ts';
import { tiffStart } from './part-starts.ts';

/**
 * The `meta` box of HEIF: reports the items that are EXIF or XMP, and the picture's size.
 * `content` is the box without its header. The box lists, `iinf` what there is and `iloc` where.
 */
export async function readItems(file: Window, content: ByteRange, findings: Findings): Promise<void> {
  if (content.length > LARGEST_META) return findings.fault('too-large');
  if (content.length < FULL_BOX) return findings.fault('malformed');
  const meta = (await file.at(content.offset, content.length)).from(0, content.length);
  if (meta.length < content.length) findings.fault('truncated');

  const boxes = new Map<string, { readonly box: ByteView; readonly at: number }>();
  const isWhole = eachBox(meta, FULL_BOX, (type, box, at) => {
    if (!boxes.has(type)) boxes.set(type, { box, at });
  });
  if (!isWhole) findings.fault('malformed');
  const [iinf, iloc, idat, iprp] = ['iinf', 'iloc', 'idat', 'iprp'].map((type) => boxes.get(type));
  if (iprp) readSizes(iprp.box, findings);
  const wanted = iinf ? readInfos(iinf.box, findings) : new Map<number, 'exif' | 'xmp'>();
  if (wanted.size === 0) return;
  if (!iloc) return findings.fault('malformed');
  const idatRange = idat ? { offset: content.offset + idat.at, length: idat.box.length } : null;
  for (const [id, ranges] of readLocations(iloc.box, idatRange, new Set(wanted.keys()), findings)) {
    if (wanted.get(id) === 'xmp') findings.add('xmp', ranges);
    else await addExifItem(file, ranges, findings);
  }
}

/** `infe` boxes, versions 2 and 3 (ISO/IEC 14496-12 §8.11.6). */
function readInfos(iinf: ByteView, findings: Findings): Map<number, 'exif' | 'xmp'> {
  const wanted = new Map<number, 'exif' | 'xmp'>();
  const first = FULL_BOX + (iinf.u8(0) === 0 ? 2 : 4);
  const isWhole = eachBox(iinf, first, (type, box) => {
    const version = box.u8(0);
    if (type !== 'infe' || (version !== 2 && version !== 3)) return;
    const id = version === 2 ? box.u16(FULL_BOX) : box.u32(FULL_BOX);
    const typeAt = FULL_BOX + (version === 2 ? 2 : 4) + PROTECTION_INDEX;
    if (id === undefined) return findings.fault('malformed');
    if (box.startsWith('Exif', typeAt)) wanted.set(id, 'exif');
    if (!box.startsWith('mime', typeAt)) return;
    const name = box.zeroTerminated(typeAt + 4, box.length);
    const contentTypeAt = typeAt + 4 + (name?.length ?? 0) + 1;
    const contentType = box.zeroTerminated(contentTypeAt, box.length);
    if (contentType !== 'application/rdf+xml') return;
    const isEncoded = (box.u8(contentTypeAt + contentType.length + 1) ?? 0) !== 0;
    if (isEncoded) findings.fault('unsupported');
    else wanted.set(id, 'xmp');
  });
  if (!isWhole) findings.fault('malformed');
  return wanted;
}

/** `iprp` holds `ipco`, which holds an `ispe` for each size. */
function readSizes(iprp: ByteView, findings: Findings): void {
  eachBox(iprp, 0, (type, ipco) => {
    if (type !== 'ipco') return;
    eachBox(ipco, 0, (property, ispe) => {
      if (property === 'ispe') findings.size(ispe.u32(FULL_BOX), ispe.u32(FULL_BOX + 4));
    });
  });
}

/** An EXIF item begins with the offset of its TIFF structure, counted from behind that offset. */
async function addExifItem(file: Window, ranges: readonly ByteRange[], findings: Findings): Promise<void> {
  const [first] = ranges;
  if (first === undefined) return findings.fault('malformed');
  const prefix = await file.at(first.offset, EXIF_PREFIX + EXIF_LOOK);
  const skipped = prefix.u32(0);
  if (skipped === undefined) return findings.fault('truncated');
  const signature = tiffStart(prefix.from(EXIF_PREFIX + skipped).bytes);
  const structure = dropFirst(ranges, EXIF_PREFIX + skipped + signature);
  if (structure.length === 0) return findings.fault('malformed');
  findings.add('exif', structure);
}

function dropFirst(ranges: readonly ByteRange[], count: number): ByteRange[] {
  const left: ByteRange[] = [];
  let toDrop = count;
  for (const { offset, length } of ranges) {
    const dropped = Math.min(toDrop, length);
    if (length > dropped) left.push({ offset: offset + dropped, length: length - dropped });
    toDrop -= dropped;
  }
  return left;
}

/** Calls `read` for each child box with its content and that content's offset. `false`: the lengths do not add up. */
function eachBox(
  parent: ByteView,
  first: number,
  read: (type: string, content: ByteView, at: number) => void,
): boolean {
  let at = first;
  while (at < parent.length) {
    const stated = parent.u32(at);
    const type = parent.latin1(at + 4, 4);
    if (stated === undefined || type === undefined) return false;
    const header = stated === HAS_64_BIT_LENGTH ? 16 : 8;
    const length =
      stated === HAS_64_BIT_LENGTH ? parent.u64(at + 8) : stated === TO_THE_END ? parent.length - at : stated;
    if (length === undefined || length < header || at + length > parent.length) return false;
    read(type, parent.from(at + header, length - header), at + header);
    at += length;
  }
  return true;
}

const FULL_BOX = 4;
const PROTECTION_INDEX = 2;
const EXIF_PREFIX = 4;
/** Enough to see `Exif\0` behind the prefix, also where the offset already leads past it. */
const EXIF_LOOK = 16;
const HAS_64_BIT_LENGTH = 1;
const TO_THE_END = 0;
/** A gigapixel grid of small tiles lists some 100,000 items of 40 bytes. */
const LARGEST_META = 4 * 1024 * 1024;
