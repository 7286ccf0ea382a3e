import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../../lib/bytes/source.ts';
import { recognize } from '../../lib/containers/index.ts';
import { bytes, c2paBox, manifestStore, u32be, u32le, u64be, u64le } from '../support/build-bytes.ts';
import { EBML_HEAD, ebml, ebmlId, FMT, itunesTags, moov, MP4, simpleTag, tags } from '../support/build-media.ts';

const LENGTHS = [20e6, 200e6, 2e9, 2e11];
const store = manifestStore(300);

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
