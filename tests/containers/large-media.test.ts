import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../../lib/bytes/source.ts';
import { recognize } from '../../lib/containers/index.ts';
import {
  box,
  bytes,
  c2paBox,
  FRAME,
  gif,
  IEND,
  IHDR,
  manifestStore,
  png,
  pngChunk,
  u32be,
  u32le,
  u64be,
  u64le,
  zeros,
} from '../support/build-bytes.ts';
import {
  EBML_HEAD,
  ebml,
  ebmlId,
  FMT,
  id3,
  id3Frame,
  id3v1,
  itunesTags,
  moov,
  MP3_FRAMES,
  MP4,
  simpleTag,
  tags,
} from '../support/build-media.ts';

const LENGTHS = [20e6, 200e6, 2e9, 2e11];
const store = manifestStore(300);
const TAGS = tags(simpleTag('A', 'b'));
const UNKNOWN = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];

/** `head`, then `length` bytes of nothing, then `tail`: a film nobody has to keep on disk. */
function sparse(head: Uint8Array, length: number, tail: Uint8Array): ByteSource & { readonly reads: number } {
  let [bytesRead, reads] = [0, 0];
  const tailAt = head.length + length;
  return {
    size: tailAt + tail.length,
    get bytesRead() {
      return bytesRead;
    },
    get reads() {
      return reads;
    },
    read: async (offset, wanted) => {
      const read = new Uint8Array(Math.max(0, Math.min(wanted, tailAt + tail.length - offset)));
      if (offset < head.length) read.set(head.subarray(offset, offset + read.length));
      if (offset + read.length > tailAt)
        read.set(
          tail.subarray(Math.max(0, offset - tailAt), offset + read.length - tailAt),
          Math.max(0, tailAt - offset),
        );
      bytesRead += read.length;
      reads++;
      return read;
    },
  };
}

/** Where the parts lie behind the media, at any length of it. */
const shapes: readonly (readonly [
  name: string,
  make: (length: number) => readonly [head: Uint8Array, tail: Uint8Array],
])[] = [
  [
    'MP4',
    (length) => [
      bytes(MP4, u32be(1), 'mdat', u64be(16 + length)),
      bytes(moov(itunesTags(['©too', 'x'])), c2paBox('manifest', store)),
    ],
  ],
  [
    'RF64',
    (length) => {
      const ds64 = bytes(
        'ds64',
        u32le(28),
        u64le(4 + 36 + FMT.length + 8 + length + 308),
        u64le(length),
        u64le(0),
        u32le(0),
      );
      return [
        bytes('RF64', u32le(0xffffffff), 'WAVE', ds64, FMT, 'data', u32le(0xffffffff)),
        bytes('C2PA', u32le(300), store),
      ];
    },
  ],
  [
    'Matroska',
    (length) => {
      const cluster = bytes(ebmlId(0x1f43b675), 0x01, u64be(length).slice(1));
      const attached = ebml(0x61a7, ebml(0x4660, 'application/c2pa'), ebml(0x465c, store));
      const tail = bytes(tags(simpleTag('A', 'b')), ebml(0x1941a469, attached));
      const segment = bytes(ebmlId(0x18538067), 0x01, u64be(cluster.length + length + tail.length).slice(1));
      return [bytes(EBML_HEAD('matroska'), segment, cluster), tail];
    },
  ],
];

/** Without a record, and as a page's many files are read: nobody asked for any of them. */
const unsigned: typeof shapes = [
  [
    'MP4 with its index behind',
    (length) => [bytes(MP4, u32be(1), 'mdat', u64be(16 + length)), moov(itunesTags(['©too', 'x']))],
  ],
  [
    'MP4 with its index before',
    (length) => [bytes(MP4, moov(itunesTags(['©too', 'x'])), u32be(1), 'mdat', u64be(16 + length)), bytes()],
  ],
  [
    'fragmented MP4',
    (length) => [
      bytes(
        MP4,
        moov(box('mvex'), itunesTags(['©too', 'x'])),
        box('moof', zeros(800)),
        u32be(1),
        'mdat',
        u64be(16 + length),
      ),
      bytes(),
    ],
  ],
  ['MP3', () => [bytes(id3(4, id3Frame(4, 'TIT2', '\x03a')), MP3_FRAMES), id3v1('a', 'b', 'c')]],
  [
    'WebM without an index',
    (length) => [
      bytes(
        EBML_HEAD('webm'),
        ebmlId(0x18538067),
        0x01,
        u64be(12 + length + TAGS.length).slice(1),
        ebmlId(0x1f43b675),
        0x01,
        u64be(length).slice(1),
      ),
      TAGS,
    ],
  ],
  [
    'a live recording',
    () => [bytes(EBML_HEAD('webm'), ebmlId(0x18538067), UNKNOWN, ebmlId(0x1f43b675), UNKNOWN), TAGS],
  ],
  [
    'PNG',
    (length) => [
      bytes(png(IHDR), u32be(Math.min(length, 2 ** 31 - 1)), 'IDAT'),
      bytes(zeros(4), pngChunk('tEXt', 'a\0b'), IEND),
    ],
  ],
  ['GIF', () => [bytes(gif().subarray(0, -1), FRAME.subarray(0, 12)), bytes(0, [0x21, 0xfe, 3], 'abc', 0, 0x3b)]],
];

describe.each(unsigned)('%s, unsigned', (name, make) => {
  it('costs the same at 20 MB, 200 MB and 2 GB', async () => {
    const costs = await Promise.all(
      [20e6, 200e6, 2e9].map(async (length) => {
        const [head, tail] = make(length);
        const source = Object.assign(sparse(head, length, tail), { isSparing: true });
        const map = await recognize(head)?.map(source);
        return {
          reads: source.reads,
          bytes: source.bytesRead,
          parts: map?.parts.map(({ kind }) => kind),
          why: map?.incomplete,
        };
      }),
    );
    expect(costs[1]).toEqual(costs[0]);
    expect(costs[2]).toEqual(costs[0]);
    expect(costs[0]?.parts, name).not.toEqual([]);
    expect([(costs[0]?.reads ?? 9) < 5, (costs[0]?.bytes ?? 1e9) < 40_000]).toEqual([true, true]);
  });
});

describe.each(shapes)('%s', (_, make) => {
  it.each(LENGTHS)('of %d bytes costs what a short one does', async (length) => {
    const [head, tail] = make(length);
    const source = sparse(head, length, tail);
    const map = await recognize(head)?.map(source);
    expect(map).toMatchObject({ incomplete: null });
    expect(map?.parts.some(({ kind }) => kind === 'c2pa')).toBe(true);
    expect(source.bytesRead).toBeLessThan(80_000);
    expect(source.reads).toBeLessThan(5);
  });
});
