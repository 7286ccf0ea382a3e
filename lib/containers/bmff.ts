import { ByteView } from '../bytes/byte-view.ts';
import type { Window } from '../bytes/window.ts';
import type { ByteRange } from '../model/container.ts';
import type { Format } from '../model/format.ts';
import type { Container } from './container.ts';
import type { Findings } from './findings.ts';
import { readItems } from './heif-items.ts';
import { STORE_START } from './part-starts.ts';
import { walk } from './walk.ts';

/**
 * ISO base media file format (ISO/IEC 14496-12) as still images use it (HEIF, ISO/IEC 23008-12):
 * boxes of length, type and content. C2PA and XMP are top-level `uuid` boxes; EXIF, and XMP
 * again, are items of the `meta` box. Video brands are not claimed.
 */
export const avif: Container = bmff('image/avif');
export const heic: Container = bmff('image/heic');
export const heif: Container = bmff('image/heif');

function bmff(format: Format): Container {
  return {
    format,
    matches: (head) => stillFormatOf(new ByteView(head)) === format,
    map: (source) => walk(format, source, walkBoxes),
  };
}

/** By the first brand that names a coding; `mif1` and its kin only say "HEIF", so the others are asked first. */
export function stillFormatOf(head: ByteView): Format | null {
  const length = head.u32(0);
  if (length === undefined || !head.startsWith('ftyp', 4)) return null;
  const brands: string[] = [];
  for (let at = 8; at + 4 <= Math.min(length, MOST_BRAND_BYTES); at += 4) {
    // The 4 bytes after the major brand are its version.
    if (at !== 12) brands.push(head.latin1(at, 4) ?? '');
  }
  const [major = ''] = brands;
  if (!CODED.has(major) && !STRUCTURAL.has(major)) return null;
  const coded = brands.find((brand) => CODED.has(brand));
  return coded === undefined ? 'image/heif' : (CODED.get(coded) ?? null);
}

async function walkBoxes(file: Window, findings: Findings): Promise<void> {
  let at = 0;
  for (let count = 0; count < MOST_BOXES; count++) {
    const box = await file.at(at, BOX_START);
    if (box.length === 0) return;
    const stated = box.u32(0);
    const type = box.latin1(4, 4);
    if (stated === undefined || type === undefined) return findings.fault('truncated');
    const header = stated === HAS_64_BIT_LENGTH ? 16 : 8;
    const length = stated === HAS_64_BIT_LENGTH ? box.u64(8) : stated === TO_THE_END ? toTheEnd(file, at) : stated;
    if (length === undefined) return findings.fault('truncated');
    if (length < header) return findings.fault('malformed');
    const content = { offset: at + header, length: length - header };
    if (type === 'uuid') readUuid(content, box.from(header, content.length), findings);
    else if (type === 'meta') await readItems(file, content, findings);
    at += length;
    if (file.size !== null && at > file.size) return findings.fault('truncated');
  }
  findings.fault('too-large');
}

/** Without a known size the last box goes on for ever; whoever reads it finds out. */
function toTheEnd(file: Window, at: number): number {
  return (file.size ?? Number.MAX_SAFE_INTEGER) - at;
}

function readUuid(content: ByteRange, start: ByteView, findings: Findings): void {
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

/** Brands that tell how the picture is coded (HEIF Annex B, AV1 Image File Format §8). */
const CODED = new Map<string, Format>([
  ['avif', 'image/avif'],
  ['avis', 'image/avif'],
  ['heic', 'image/heic'],
  ['heix', 'image/heic'],
  ['heim', 'image/heic'],
  ['heis', 'image/heic'],
  ['hevc', 'image/heic'],
  ['hevx', 'image/heic'],
  ['hevm', 'image/heic'],
  ['hevs', 'image/heic'],
]);
const STRUCTURAL = new Set(['mif1', 'mif2', 'msf1', 'heif', 'miaf', 'MiHB', 'MiHE', 'MiPr', 'jpeg', 'avci']);
/** Of `ftyp`; containers look at 4096 bytes, and no writer lists more than a dozen brands. */
const MOST_BRAND_BYTES = 256;

const XMP_UUID = '\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac';
const C2PA_UUID = '\xd8\xfe\xc3\xd6\x1b\x0e\x48\x3c\x92\x97\x58\x28\x87\x7e\xc4\x81';
const UUID = 16;
const FULL_BOX = 4;
/** Offset of the first box of Merkle tree hashes, 64 bits. */
const MERKLE_OFFSET = 8;
const LONGEST_PURPOSE = 32;
/** As much of a top-level box as is looked at without asking for it. */
const BOX_START = 16 + UUID + FULL_BOX + LONGEST_PURPOSE + MERKLE_OFFSET + STORE_START;
const MOST_BOXES = 4096;

/** Values of a box's 32-bit length with a meaning of their own (ISO/IEC 14496-12 §4.2). */
const HAS_64_BIT_LENGTH = 1;
const TO_THE_END = 0;
