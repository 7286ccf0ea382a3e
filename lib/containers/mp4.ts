import { ByteView } from '../bytes/byte-view.ts';
import type { Window } from '../bytes/window.ts';
import type { ByteRange } from '../model/container.ts';
import type { Format } from '../model/format.ts';
import { stillFormatOf } from './bmff.ts';
import { eachBox, WHOLE_FILE } from './boxes.ts';
import type { Box } from './boxes.ts';
import type { Container } from './container.ts';
import type { Findings } from './findings.ts';
import { readMeta, readUserData } from './mp4-tags.ts';
import { readUuidBox, UUID_BOX_START } from './uuid-box.ts';
import { walk } from './walk.ts';

/**
 * ISO base media (ISO/IEC 14496-12) with moving pictures or sound: MP4, QuickTime, M4A and their kin.
 * C2PA and XMP are top-level `uuid` boxes; tags lie in `moov`, which may stand before or after the
 * media itself. The media is jumped over.
 */
export const mp4: Container = movie('video/mp4');
export const quicktime: Container = movie('video/quicktime');
export const m4a: Container = movie('audio/mp4');

/**
 * A media segment of a fragmented MP4 (ISO/IEC 14496-12 §8.16): pictures or sound without the head they
 * need. Its record stands in the initialization segment, which is another file.
 */
export const mp4Segment: Container = {
  format: 'video/iso.segment',
  matches: (head) => SEGMENT_STARTS.has(new ByteView(head).latin1(4, 4) ?? ''),
  map: (source) => walk('video/iso.segment', source, async (_, findings) => findings.fault('unsupported')),
};

function movie(format: Format): Container {
  return {
    format,
    matches: (head) => formatOf(head) === format,
    map: (source) => walk(format, source, walkFile),
  };
}

function formatOf(head: Uint8Array): Format | null {
  const view = new ByteView(head);
  const brand = view.latin1(8, 4);
  // QuickTime before 2004 had no `ftyp`.
  if (view.startsWith('moov', 4) || view.startsWith('mdat', 4) || view.startsWith('wide', 4)) return 'video/quicktime';
  if (!view.startsWith('ftyp', 4) || brand === undefined) return null;
  if (NOT_MOVIES.has(brand) || stillFormatOf(view) !== null) return null;
  if (brand === 'qt  ') return 'video/quicktime';
  return brand.startsWith('M4A') || brand.startsWith('M4B') ? 'audio/mp4' : 'video/mp4';
}

async function walkFile(file: Window, findings: Findings): Promise<void> {
  const fragments = { areAnnounced: false, areHere: false };
  await eachBox(file, WHOLE_FILE, UUID_BOX_START, findings, async ({ type, content, start }) => {
    if (type === 'uuid') readUuidBox(content, start, findings);
    else if (type === 'meta') await readMeta(file, content, findings);
    else if (type === 'moov') fragments.areAnnounced ||= await readMovie(file, content, findings);
    if (type !== 'moof') return undefined;
    // All that says where a fragmented file is from stands before its fragments (C2PA 2.2 Annex A.3),
    // and there may be a thousand of them.
    fragments.areHere = true;
    return 'stop';
  });
  if (fragments.areAnnounced && !fragments.areHere) findings.isPiece();
}

/** Answers whether fragments are announced. Tracks are jumped over: their tables are long and say nothing of origin. */
async function readMovie(file: Window, movieBox: ByteRange, findings: Findings): Promise<boolean> {
  let isFragmented = false;
  await eachBox(file, movieBox, TYPE_LOOK, findings, async ({ type, content }: Box) => {
    if (type === 'mvex') isFragmented = true;
    else if (type === 'udta') await readUserData(file, content, findings);
    else if (type === 'meta') await readMeta(file, content, findings);
    else if (type === 'cmov') findings.fault('unsupported');
    return undefined;
  });
  return isFragmented;
}

const SEGMENT_STARTS = new Set(['styp', 'sidx', 'moof', 'emsg', 'prft']);
/** Canon's raw files, JPEG 2000 and JPEG XL: the same boxes, and other rules for what stands in them. */
const NOT_MOVIES = new Set(['crx ', 'jxl ', 'jp2 ', 'jpx ', 'jpm ', 'mjp2']);
const TYPE_LOOK = 0;
