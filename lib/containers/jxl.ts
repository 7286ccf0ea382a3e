import { brotliHead, openBrotli } from '../bytes/brotli.ts';
import { ByteView } from '../bytes/byte-view.ts';
import type { Window } from '../bytes/window.ts';
import type { ByteRange } from '../model/container.ts';
import { eachBox, WHOLE_FILE } from './boxes.ts';
import type { Box } from './boxes.ts';
import type { Container } from './container.ts';
import type { Findings } from './findings.ts';
import { EXIF_SIGNATURE, startsManifestStore, STORE_START, tiffStart } from './part-starts.ts';
import { walk } from './walk.ts';

/**
 * JPEG XL (ISO/IEC 18181-2): boxes as in ISO base media, or a bare codestream, which has no room for
 * metadata. A `brob` box is another box with its content in Brotli.
 */
export const jxl: Container = {
  format: 'image/jxl',
  matches: (head) => isBoxed(head) || isBare(head),
  map: (source) => walk('image/jxl', source, walkBoxes),
};

async function walkBoxes(file: Window, findings: Findings): Promise<void> {
  if (!isBoxed((await file.at(0, SIGNATURE.length)).bytes)) return;
  await eachBox(file, WHOLE_FILE, BOX_LOOK, findings, async ({ type, content, start }: Box) => {
    if (type === 'xml ') findings.add('xmp', [content]);
    // A `jumb` box is itself the store; other JUMBF in a picture is no concern of ours.
    else if (type === 'jumb') readStore(content, start, findings);
    else if (type === 'Exif') readExif(content, start, findings);
    else if (type === 'brob') await readCompressed(file, content, start, findings);
    return undefined;
  });
}

function readStore({ offset, length }: ByteRange, start: ByteView, findings: Findings): void {
  // The walk has taken the header off; the store begins with it.
  const store = { offset: offset - BOX_HEADER, length: length + BOX_HEADER };
  if (startsManifestStore(withHeader('jumb', start.bytes))) findings.add('c2pa', [store]);
}

/** The offset of the TIFF structure comes first, counted from behind it. */
function readExif({ offset, length }: ByteRange, start: ByteView, findings: Findings): void {
  const skipped = EXIF_PREFIX + (start.u32(0) ?? 0);
  if (start.length < EXIF_PREFIX || skipped > length) return findings.fault('malformed');
  findings.addExif({ offset: offset + skipped, length: length - skipped }, start.from(skipped).bytes);
}

async function readCompressed(file: Window, content: ByteRange, start: ByteView, findings: Findings): Promise<void> {
  const type = start.latin1(0, BROB_TYPE);
  if (type === undefined) return findings.fault('malformed');
  if (type !== 'xml ' && type !== 'Exif' && type !== 'jumb') return;
  const stored = { offset: content.offset + BROB_TYPE, length: content.length - BROB_TYPE };
  if (type === 'xml ') return findings.add('xmp', [stored], 'brotli');
  if (stored.length > LARGEST_OPENED) return findings.fault('too-large');
  const { bytes } = (await file.at(stored.offset, stored.length)).from(0, stored.length);
  if (type === 'Exif') return readCompressedExif(stored, bytes, findings);
  const opened = await brotliHead(bytes, STORE_START);
  if (opened === null) return findings.fault('unsupported');
  if (startsManifestStore(withHeader('jumb', opened))) findings.add('c2pa', [stored], 'brotli');
  else if (opened.length < STORE_START - BOX_HEADER) findings.fault('malformed');
}

async function readCompressedExif(stored: ByteRange, bytes: Uint8Array, findings: Findings): Promise<void> {
  const opened = await openBrotli(bytes, LARGEST_OPENED);
  if (opened.kind !== 'found') return findings.fault(opened.kind === 'unanswered' ? opened.why : 'malformed');
  const view = new ByteView(opened.value);
  const prefix = EXIF_PREFIX + (view.u32(0) ?? 0);
  const offset = prefix + tiffStart(view.from(prefix).bytes);
  if (offset > view.length) return findings.fault('malformed');
  findings.add('exif', [stored], 'brotli', { offset, length: view.length - offset });
}

/** What a box without its header began with. The length is not looked at. */
function withHeader(type: string, content: Uint8Array): Uint8Array {
  const box = new Uint8Array(BOX_HEADER + content.length);
  for (let i = 0; i < type.length; i++) box[4 + i] = type.charCodeAt(i);
  box.set(content, BOX_HEADER);
  return box;
}

function isBoxed(head: Uint8Array): boolean {
  return new ByteView(head).startsWith(SIGNATURE);
}

function isBare(head: Uint8Array): boolean {
  return head[0] === 0xff && head[1] === 0x0a;
}

const SIGNATURE = '\0\0\0\x0cJXL \r\n\x87\n';
const BOX_HEADER = 8;
const BROB_TYPE = 4;
const EXIF_PREFIX = 4;
const BOX_LOOK = Math.max(STORE_START, EXIF_PREFIX + EXIF_SIGNATURE);
/** Compressed EXIF is a few kilobytes, a compressed store at most a few megabytes. */
const LARGEST_OPENED = 4 * 1024 * 1024;
