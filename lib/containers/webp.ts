import { ByteView } from '../bytes/byte-view.ts';
import type { Window } from '../bytes/window.ts';
import type { ByteRange } from '../model/container.ts';
import type { Container } from './container.ts';
import type { Findings } from './findings.ts';
import { STORE_START } from './part-starts.ts';
import { walk } from './walk.ts';

/**
 * WebP (RFC 9649): RIFF chunks of four letters, a little-endian length and an evenly padded content.
 * Metadata comes after the picture, `C2PA` last of all (C2PA 2.2 Annex A.4).
 */
export const webp: Container = {
  format: 'image/webp',
  matches: (head) => {
    const view = new ByteView(head);
    return view.startsWith('RIFF') && view.startsWith('WEBP', 8);
  },
  map: (source) => walk('image/webp', source, walkChunks),
};

async function walkChunks(file: Window, findings: Findings): Promise<void> {
  const riffLength = (await file.at(0, RIFF_HEADER, 'little')).u32(4);
  if (riffLength === undefined) return findings.fault('truncated');
  const end = CHUNK_HEADER + riffLength;
  let at = RIFF_HEADER;
  for (let count = 0; at < end; count++) {
    if (count === MOST_CHUNKS) return findings.fault('too-large');
    const chunk = await file.at(at, CHUNK_HEADER + STORE_START, 'little');
    const type = chunk.latin1(0, 4);
    const length = chunk.u32(4);
    if (type === undefined || length === undefined) return findings.fault('truncated');
    if (at + CHUNK_HEADER + length > end) return findings.fault('malformed');
    const start = chunk.from(CHUNK_HEADER, length);
    if (start.length < Math.min(length, STORE_START)) findings.fault('truncated');
    readChunk(type, { offset: at + CHUNK_HEADER, length }, start, findings);
    at += CHUNK_HEADER + length;
    if (file.size !== null && at > file.size) return findings.fault('truncated');
    at += length % 2;
  }
  // Bytes after the stated end are no part of the picture, but they do contradict its length.
  if (file.size !== null && file.size > at) findings.fault('malformed');
}

function readChunk(type: string, range: ByteRange, start: ByteView, findings: Findings): void {
  switch (type) {
    case 'C2PA':
      return findings.addStore([range], start.bytes);
    case 'XMP ':
      return findings.add('xmp', [range]);
    case 'EXIF':
      return findings.addExif(range, start.bytes);
    case 'VP8X':
      return findings.size(plus1(start.u24(4)), plus1(start.u24(7)));
    case 'VP8 ':
      return findings.size(low14(start.u16(6)), low14(start.u16(8)));
    case 'VP8L': {
      const packed = start.u32(1);
      return findings.size(plus1(low14(packed)), plus1(low14(packed && packed >>> 14)));
    }
  }
}

function plus1(value: number | undefined): number | undefined {
  return value === undefined ? undefined : value + 1;
}

function low14(value: number | undefined): number | undefined {
  return value === undefined ? undefined : value & 0x3fff;
}

const RIFF_HEADER = 12;
const CHUNK_HEADER = 8;
/** An hour of animation at 18 frames a second. */
const MOST_CHUNKS = 65_536;
