import { ByteView } from '../bytes/byte-view.ts';
import type { Window } from '../bytes/window.ts';
import type { Format } from '../model/format.ts';
import { eachBox, WHOLE_FILE } from './boxes.ts';
import type { Container } from './container.ts';
import type { Findings } from './findings.ts';
import { readItems } from './heif-items.ts';
import { readUuidBox, UUID_BOX_START } from './uuid-box.ts';
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
  await eachBox(file, WHOLE_FILE, UUID_BOX_START, findings, async ({ type, content, start }) => {
    if (type === 'uuid') readUuidBox(content, start, findings);
    else if (type === 'meta') await readItems(file, content, findings);
    return undefined;
  });
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
