import type { Format } from '../../lib/model/format.ts';
import {
  box,
  bytes,
  c2paBox,
  ftyp,
  manifestStore,
  riffChunk,
  u16be,
  u32be,
  XMP_UUID,
  zeros,
} from '../support/build-bytes.ts';
import {
  cluster,
  DATA,
  ebml,
  EBML_HEAD,
  flac,
  flacBlock,
  FMT,
  geob,
  id3,
  id3Frame,
  info,
  itunesTags,
  MDAT,
  moov,
  MP3_FRAMES,
  MP4,
  oggPage,
  pdf,
  pdfRecord,
  pdfStream,
  riff,
  simpleTag,
  tags,
  textWrapper,
  vorbisComment,
  zip,
} from '../support/build-media.ts';

const store = manifestStore(400);
const base64 = Buffer.from(store).toString('base64');
const tag = id3(4, bytes(id3Frame(4, 'TSSE', '\x03Whence'), id3Frame(4, 'GEOB', geob(store))));

/** One whole file a format: with a manifest store where the format has a place for one, and with most of what is walked. */
export const mediaFiles: readonly {
  readonly name: string;
  readonly format: Format;
  readonly file: Uint8Array;
  /** The format has no place for a store, or none that ends before the file does. */
  readonly hasNoStore?: true;
}[] = [
  {
    name: 'MP4',
    format: 'video/mp4',
    file: bytes(
      MP4,
      c2paBox('manifest', store),
      moov(itunesTags(['©too', 'Whence'])),
      box('uuid', XMP_UUID, '<x/>'),
      MDAT,
    ),
  },
  { name: 'QuickTime', format: 'video/quicktime', file: bytes(ftyp('qt  '), MDAT, moov(), c2paBox('manifest', store)) },
  { name: 'M4A', format: 'audio/mp4', file: bytes(ftyp('M4A ', 'isom'), c2paBox('manifest', store), moov(), MDAT) },
  {
    name: 'JPEG XL',
    format: 'image/jxl',
    file: bytes(box('JXL ', '\r\n\x87\n'), ftyp('jxl '), store, box('jxlc', zeros(40))),
  },
  { name: 'MP3', format: 'audio/mpeg', file: bytes(tag, MP3_FRAMES) },
  {
    name: 'FLAC behind ID3',
    format: 'audio/flac',
    file: bytes(tag, flac(flacBlock(4, vorbisComment('x', 'AIGC={}')))),
  },
  {
    name: 'WAV',
    format: 'audio/wav',
    file: riff(
      'WAVE',
      FMT,
      DATA,
      info(['ISFT', 'x']),
      riffChunk('id3 ', id3(3, id3Frame(3, 'TIT2', '\0x'))),
      riffChunk('C2PA', store),
    ),
  },
  {
    name: 'AVI',
    format: 'video/x-msvideo',
    file: riff(
      'AVI ',
      riffChunk('LIST', 'hdrl', zeros(60)),
      riffChunk('LIST', 'movi', zeros(80)),
      riffChunk('C2PA', store),
    ),
  },
  { name: 'Matroska', format: 'video/x-matroska', file: matroska(store) },
  {
    name: 'PDF',
    format: 'application/pdf',
    file: pdf(pdfRecord(store, { 7: pdfStream('', bytes('<x/>')) }), '/Root 1 0 R'),
  },
  {
    name: 'EPUB',
    format: 'application/epub+zip',
    file: zip([
      { name: 'mimetype', content: bytes('application/epub+zip') },
      { name: 'META-INF/content_credential.c2pa', content: store },
      { name: 'a.xhtml', content: bytes('<html/>'), isDeflated: true },
    ]),
  },
  { name: 'sidecar', format: 'application/c2pa', file: store },
  { name: 'OpenType font', format: 'font/otf', file: font(store) },
  {
    name: 'HTML',
    format: 'text/html',
    file: bytes(`<!doctype html><title>x</title><script type="application/c2pa">${base64}</script>`),
  },
  {
    name: 'text',
    format: 'text/plain',
    file: new Uint8Array(Buffer.from(`Once upon a time.${textWrapper(store)} The end.`)),
  },
  {
    name: 'Ogg',
    format: 'audio/ogg',
    hasNoStore: true,
    file: bytes(
      oggPage(2, 7, [bytes('OpusHead', zeros(11))]),
      oggPage(0, 7, [bytes('OpusTags', vorbisComment('x', 'A=b'))]),
      oggPage(0, 7, [zeros(300)]),
    ),
  },
  {
    name: 'WebM',
    format: 'video/webm',
    hasNoStore: true,
    file: bytes(EBML_HEAD('webm'), ebml(0x18538067, cluster(), tags(simpleTag('AIGC', '{}')))),
  },
  {
    name: 'media segment',
    format: 'video/iso.segment',
    hasNoStore: true,
    file: bytes(box('styp', 'msdh', zeros(4)), box('moof', zeros(20)), MDAT),
  },
];

function matroska(content: Uint8Array): Uint8Array {
  const attached = ebml(0x61a7, ebml(0x466e, 'r.c2pa'), ebml(0x4660, 'application/c2pa'), ebml(0x465c, content));
  return bytes(EBML_HEAD('matroska'), ebml(0x18538067, cluster(), ebml(0x1941a469, attached)));
}

export function font(content: Uint8Array, address = ''): Uint8Array {
  const at = 20 + address.length;
  const table = bytes(
    u16be(0),
    u16be(1),
    u32be(address === '' ? 0 : 20),
    u16be(address.length),
    u16be(0),
    u32be(content.length === 0 ? 0 : at),
    u32be(content.length),
  );
  return bytes(
    'OTTO',
    u16be(1),
    zeros(6),
    'C2PA',
    u32be(0),
    u32be(28),
    u32be(at + content.length),
    table,
    address,
    content,
  );
}
