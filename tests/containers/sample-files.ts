import type { Format } from '../../lib/model/format.ts';
import {
  application,
  ascii,
  box,
  bytes,
  c2paBox,
  directory,
  FRAME,
  ftyp,
  fullBox,
  gif,
  gifXmp,
  IDAT,
  IEND,
  IHDR,
  jpeg,
  jumbfSegments,
  long,
  manifestStore,
  png,
  pngChunk,
  riffChunk,
  samsungTrailer,
  segment,
  subBlocks,
  tiff,
  TINY_TIFF,
  u16be,
  u32be,
  undefinedBytes,
  VP8X,
  webp,
  zeros,
} from '../support/build-bytes.ts';

const store = manifestStore(400);
const base64 = Buffer.from(store).toString('base64');
const trailer = samsungTrailer([{ name: 'PhotoEditor_Re_Edit_Data', content: '{"genAIType":1}' }]);
const item = fullBox('infe', 2, u16be(1), u16be(0), 'Exif', '\0');
const hangingAt = 8 + directory(8, [...pixels(), ascii(305, 'Whence'), long(330, 0)]).length;

function pixels() {
  return [long(256, 32), long(257, 16)];
}

/** One whole file a format, each with a manifest store and with most of what its container walks. */
export const sampleFiles: readonly { readonly name: string; readonly format: Format; readonly file: Uint8Array }[] = [
  {
    name: 'JPEG',
    format: 'image/jpeg',
    file: bytes(jpeg(segment(0xe1, 'Exif\0\0', TINY_TIFF), ...jumbfSegments(store, 150), segment(0xfe, 'x')), trailer),
  },
  {
    name: 'PNG',
    format: 'image/png',
    file: png(IHDR, pngChunk('caBX', store), IDAT, pngChunk('tEXt', 'a\0b'), pngChunk('eXIf', TINY_TIFF), IEND),
  },
  {
    name: 'WebP',
    format: 'image/webp',
    file: webp(VP8X, riffChunk('VP8 ', zeros(99)), riffChunk('XMP ', '<x/>'), riffChunk('C2PA', store)),
  },
  {
    name: 'GIF',
    format: 'image/gif',
    file: gif(gifXmp('<x/>'), application('C2PA_GIF\x01\0\0', subBlocks(store)), FRAME, [0x21, 0xfe, 1, 65, 0], FRAME),
  },
  {
    name: 'AVIF',
    format: 'image/avif',
    file: bytes(
      ftyp('avif', 'mif1'),
      c2paBox('manifest', store),
      fullBox(
        'meta',
        0,
        fullBox('iinf', 0, u16be(1), item),
        fullBox('iloc', 1, [0x44, 0], u16be(1), u16be(1), u16be(1), u16be(0), u16be(1), u32be(0), u32be(18)),
        box('idat', u32be(0), TINY_TIFF),
        box('iprp', box('ipco', fullBox('ispe', 0, u32be(32), u32be(16)))),
      ),
      box('mdat', zeros(50)),
    ),
  },
  {
    name: 'TIFF',
    format: 'image/tiff',
    file: tiff(
      directory(8, [...pixels(), ascii(305, 'Whence'), long(330, hangingAt)]),
      directory(hangingAt, [undefinedBytes(700, bytes('<x/> ')), undefinedBytes(0xcd41, store)]),
    ),
  },
  {
    name: 'SVG',
    format: 'image/svg+xml',
    file: bytes(
      '<svg xmlns="http://www.w3.org/2000/svg" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><metadata>',
      `<rdf:RDF/><c2pa:manifest xmlns:c2pa="http://c2pa.org/manifest">${base64}</c2pa:manifest></metadata><g/></svg>`,
    ),
  },
];
