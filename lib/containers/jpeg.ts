import { ByteView } from '../bytes/byte-view.ts';
import type { Window } from '../bytes/window.ts';
import type { ByteRange } from '../model/container.ts';
import type { Container } from './container.ts';
import { exifMaker } from './exif-maker.ts';
import type { Findings } from './findings.ts';
import { JumbfPackets, PACKET_START } from './jpeg-jumbf.ts';
import { EXIF_SIGNATURE, looksLikeStore } from './part-starts.ts';
import { readSamsungTrailer, TRAILER_LOOK } from './samsung-trailer.ts';
import { walk } from './walk.ts';

/**
 * JPEG (ITU-T T.81 Annex B): marker segments up to the first scan. All that says where a picture is
 * from stands before that scan, so the compressed picture is never read; the one exception, what
 * Samsung's gallery appends after the picture, is found from the end of the file. That costs a request, which is
 * saved where it matters and the head speaks against it.
 */
export const jpeg: Container = {
  format: 'image/jpeg',
  matches: (head) => head[0] === 0xff && head[1] === SOI && head[2] === 0xff,
  map: (source) => walk('image/jpeg', source, walkSegments),
};

async function walkSegments(file: Window, findings: Findings): Promise<void> {
  const jumbf = new JumbfPackets();
  const photoshop: ByteRange[] = [];
  const origin: Origin = { maker: null };
  const why = await eachSegment(file, (marker, content, start) => {
    if (marker >= APP0 && marker <= APP15) readApp(marker, content, start, { findings, jumbf, photoshop, origin });
    else if (marker === COM) findings.add('comment', [content]);
    else if (isFrame(marker)) findings.size(start.u16(3), start.u16(1));
  });
  if (why !== null) findings.fault(why);
  jumbf.report(findings);
  // One resource may be spread over several segments, so all of them make one part.
  if (photoshop.length > 0) findings.add('iptc', photoshop);
  if (!file.isSparing || mayBeSamsungs(origin) || holdsEnd(file)) await readSamsungTrailer(file, findings);
}

/** What the head tells of who wrote the file. */
interface Origin {
  /** As its Exif names it, `''` where that names none; `null` without Exif. */
  maker: string | null;
}

/**
 * Samsung's gallery writes Exif, naming the maker of the camera where there was one. Most of the web's pictures have
 * none: whoever encoded them anew left no trailer either. Passed over are, where nobody asked, what the gallery made of
 * another maker's photo, and its pictures whose Exif was cut out without encoding them anew: to find these, every
 * picture would cost a second request.
 */
function mayBeSamsungs({ maker }: Origin): boolean {
  return maker === '' || (maker !== null && /samsung/i.test(maker));
}

/** The end of the file came along with its head, and costs nothing. */
function holdsEnd(file: Window): boolean {
  return file.size !== null && file.holds(Math.max(0, file.size - TRAILER_LOOK), TRAILER_LOOK);
}

/** Calls `read` for each segment with content before the first scan. `null`: the scan was reached. */
async function eachSegment(
  file: Window,
  read: (marker: number, content: ByteRange, start: ByteView) => void,
): Promise<'truncated' | 'malformed' | 'too-large' | null> {
  let at = 2;
  for (let count = 0; count < MOST_SEGMENTS; count++) {
    const segment = await file.at(at, MARKER + LENGTH + SEGMENT_START);
    const marker = segment.u8(1);
    if (marker === undefined) return 'truncated';
    if (segment.u8(0) !== 0xff || marker === 0) return 'malformed';
    if (marker === SOS || marker === EOI) return null;
    if (marker === FILL) {
      at += 1;
    } else if (marker === TEM || (marker >= RST0 && marker <= SOI)) {
      at += MARKER;
    } else {
      const length = segment.u16(MARKER);
      if (length === undefined) return 'truncated';
      if (length < LENGTH) return 'malformed';
      const content = { offset: at + MARKER + LENGTH, length: length - LENGTH };
      read(marker, content, segment.from(MARKER + LENGTH, content.length));
      at = content.offset + content.length;
      if (file.size !== null && at > file.size) return 'truncated';
    }
  }
  return 'too-large';
}

interface Collected {
  readonly findings: Findings;
  readonly jumbf: JumbfPackets;
  readonly photoshop: ByteRange[];
  readonly origin: Origin;
}

function readApp(marker: number, content: ByteRange, start: ByteView, collected: Collected): void {
  const { findings, jumbf, photoshop, origin } = collected;
  if (marker === APP1 && start.startsWith(EXIF)) {
    origin.maker ??= exifMaker(start.bytes.subarray(EXIF_SIGNATURE));
    findings.addExif(content, start.bytes);
  }
  if (marker === APP1 && start.startsWith(XMP)) findings.add('xmp', [after(XMP.length, content)]);
  else if (marker === APP1 && start.startsWith(EXTENDED_XMP))
    findings.add('xmp-extended', [after(EXTENDED_XMP.length, content)]);
  else if (marker === APP11 && start.startsWith('JP')) jumbf.take(content, start, findings);
  else if (marker === APP11 && looksLikeStore(start.bytes)) findings.fault('malformed');
  else if (marker === APP13 && start.startsWith(PHOTOSHOP)) photoshop.push(after(PHOTOSHOP.length, content));
  else if (start.startsWith('AIGC') || start.startsWith('{')) findings.add('app-text', [content]);
}

function after(count: number, { offset, length }: ByteRange): ByteRange {
  return { offset: offset + count, length: length - count };
}

/** SOF0 to SOF15, less the three other things (DHT, JPG, DAC) that stand among them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

const EXIF = 'Exif\0';
const XMP = 'http://ns.adobe.com/xap/1.0/\0';
const EXTENDED_XMP = 'http://ns.adobe.com/xmp/extension/\0';
const PHOTOSHOP = 'Photoshop 3.0\0';

const TEM = 0x01;
const RST0 = 0xd0;
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP11 = 0xeb;
const APP13 = 0xed;
const APP15 = 0xef;
const COM = 0xfe;
/** A marker may be preceded by any number of these (T.81 §B.1.1.2). */
const FILL = 0xff;

const MARKER = 2;
const LENGTH = 2;
/** As much of a segment's content as is ever looked at. */
const SEGMENT_START = Math.max(PACKET_START, EXTENDED_XMP.length, EXIF_SIGNATURE);
/** A 100 MB manifest makes 1600. */
const MOST_SEGMENTS = 16_384;
