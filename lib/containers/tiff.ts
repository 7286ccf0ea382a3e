import type { Window } from '../bytes/window.ts';
import type { Container } from './container.ts';
import type { Findings } from './findings.ts';
import { STORE_START } from './part-starts.ts';
import { layoutOf, readDirectory, readNumbers } from './tiff-directory.ts';
import type { Directory, Entry, Layout } from './tiff-directory.ts';
import { walk } from './walk.ts';

/**
 * TIFF 6.0 and BigTIFF, and what is built on them (DNG and most raw formats): a chain of directories
 * of tags, from which further directories hang. Values lie anywhere in the file.
 *
 * The `exif` part of a TIFF is the file itself up to the last of the small values an EXIF decoder
 * wants: offsets count from the start of the file, so no piece from its middle can be decoded.
 */
export const tiff: Container = {
  format: 'image/tiff',
  matches: (head) => layoutOf(head) !== null,
  map: (source) => walk('image/tiff', source, walkDirectories),
};

/** `first` and `chain` make up the chain; `picture` (SubIFDs) and `exif` (Exif and GPS) hang from it. */
interface Place {
  readonly offset: number;
  readonly role: 'first' | 'chain' | 'picture' | 'exif';
}

async function walkDirectories(file: Window, findings: Findings): Promise<void> {
  const layout = layoutOf((await file.at(0, LONGEST_HEADER)).bytes);
  if (layout === null) return findings.fault('truncated');
  const places: Place[] = [{ offset: layout.first, role: 'first' }];
  const seen = new Set<number>();
  const exif = { end: 0, hasContent: false };
  // Grows as directories name further ones: breadth first, without recursion.
  for (const { offset, role } of places) {
    if (seen.size === MOST_DIRECTORIES) {
      findings.fault('too-large');
      break;
    }
    const directory = seen.has(offset) ? 'malformed' : await readDirectory(file, offset, layout);
    seen.add(offset);
    if (typeof directory === 'string') {
      findings.fault(directory);
      continue;
    }
    if (role !== 'exif') await readEntries(file, directory, layout, findings);
    if (role === 'first' || role === 'exif') reach(exif, directory, role, file.size ?? Infinity, findings);
    if (role !== 'exif') await hang(places, file, role, directory, layout, findings);
    if ((role === 'first' || role === 'chain') && directory.next !== 0)
      places.push({ offset: directory.next, role: 'chain' });
  }
  if (!exif.hasContent) return;
  if (layout.isBig) findings.fault('unsupported');
  else findings.add('exif', [{ offset: 0, length: exif.end }]);
}

async function readEntries(file: Window, { entries }: Directory, layout: Layout, findings: Findings): Promise<void> {
  const sizes = new Map<number, number | undefined>();
  for (const entry of entries) {
    const { tag, offset, length } = entry;
    if (tag === WIDTH || tag === HEIGHT) {
      sizes.set(tag, (await readNumbers(file, entry, layout, 1))[0]);
      continue;
    }
    if (!PART_TAGS.has(tag) || length === 0) continue;
    const range = { offset, length };
    if (tag === MANIFEST) findings.addStore([range], (await file.at(offset, STORE_START)).from(0, length).bytes);
    else findings.add(tag === XMP ? 'xmp' : 'iptc', [range]);
  }
  findings.size(sizes.get(WIDTH), sizes.get(HEIGHT));
}

/** Widens `exif` to the table of `directory` and the values an EXIF decoder reads in it. */
function reach(
  exif: { end: number; hasContent: boolean },
  { entries, end }: Directory,
  role: 'first' | 'exif',
  size: number,
  findings: Findings,
): void {
  exif.end = Math.max(exif.end, end);
  for (const { tag, type, offset, length } of entries) {
    if (role === 'first' && type !== ASCII && !EXIF_TAGS.has(tag)) continue;
    exif.hasContent = true;
    if (offset + length > size) findings.fault('truncated');
    else if (length <= LARGEST_EXIF_VALUE) exif.end = Math.max(exif.end, offset + length);
  }
}

/** Adds the directories that hang from this one. */
async function hang(
  places: Place[],
  file: Window,
  role: Place['role'],
  { entries }: Directory,
  layout: Layout,
  findings: Findings,
): Promise<void> {
  for (const entry of entries) {
    const leads = leadsTo(entry, role);
    if (leads === null) continue;
    const room = MOST_DIRECTORIES - places.length;
    if (entry.count > room) findings.fault('too-large');
    const offsets = await readNumbers(file, entry, layout, room);
    if (offsets.length < Math.min(entry.count, room)) findings.fault('malformed');
    for (const offset of offsets) places.push({ offset, role: leads });
  }
}

function leadsTo({ tag }: Entry, role: Place['role']): Place['role'] | null {
  if (tag === SUB_DIRECTORIES) return 'picture';
  return role === 'first' && EXIF_TAGS.has(tag) ? 'exif' : null;
}

const WIDTH = 256;
const HEIGHT = 257;
const SUB_DIRECTORIES = 330;
const XMP = 700;
const IIM = 33723;
const IMAGE_RESOURCES = 34377;
/** C2PA 2.2 Annex A.5; in any directory, as older writers used the first and newer ones the last. */
const MANIFEST = 0xcd41;
const PART_TAGS = new Set([XMP, IIM, IMAGE_RESOURCES, MANIFEST]);
const EXIF_TAGS = new Set([34665, 34853]);
const ASCII = 2;

const LONGEST_HEADER = 16;
/** Longer ones are pictures and maker's notes. Prompts in text tags are far shorter. */
const LARGEST_EXIF_VALUE = 1024 * 1024;
/** A scanned book has hundreds of pages; a raw file a dozen directories. */
const MOST_DIRECTORIES = 512;
