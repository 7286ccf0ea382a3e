import { ByteView } from '../bytes/byte-view.ts';
import type { Window } from '../bytes/window.ts';
import type { ByteRange } from '../model/container.ts';
import type { Container } from './container.ts';
import type { Findings } from './findings.ts';
import { STORE_START } from './part-starts.ts';
import { walk } from './walk.ts';

/**
 * PNG (https://www.w3.org/TR/png-3/): a signature, then chunks of length, type, content and CRC, to IEND.
 * C2PA's `caBX` stands right after IHDR, but text may follow megabytes of IDAT, so the walk goes to the
 * end, by the shortest way. CRCs are not compared: browsers do not compare them in ancillary chunks either.
 */
export const png: Container = {
  format: 'image/png',
  matches: (head) => new ByteView(head).startsWith(SIGNATURE),
  map: (source) => walk('image/png', source, walkChunks),
};

async function walkChunks(file: Window, findings: Findings): Promise<void> {
  let at = SIGNATURE.length;
  let isPicture = false;
  for (let count = 0; count < MOST_CHUNKS; count++) {
    const chunk = await file.at(at, CHUNK_HEADER + STORE_START);
    const length = chunk.u32(0);
    const type = chunk.latin1(4, 4);
    if (length === undefined || type === undefined) return findings.fault('truncated');
    if (length > LONGEST_CHUNK || !/^[A-Za-z]{4}$/.test(type)) return findings.fault('malformed');
    const start = chunk.from(CHUNK_HEADER, length);
    if (start.length < Math.min(length, STORE_START)) findings.fault('truncated');
    readChunk(type, { offset: at + CHUNK_HEADER, length }, start, findings);
    const next = at + CHUNK_HEADER + length + CRC;
    // Asked once a picture: a run that keeps no length is walked.
    at = type === PICTURE && !isPicture ? await skipPicture(file, next, length) : next;
    isPicture ||= type === PICTURE;
    if (file.size !== null && at > file.size) return findings.fault('truncated');
    if (type === 'IEND') return;
  }
  findings.fault('too-large');
}

function readChunk(type: string, range: ByteRange, start: ByteView, findings: Findings): void {
  switch (type) {
    case 'IHDR':
      return findings.size(start.u32(0), start.u32(4));
    case 'caBX':
      return findings.addStore([range], start.bytes);
    case 'eXIf':
      return findings.addExif(range, start.bytes);
    case 'tEXt':
      return findings.add('png-text', [range]);
    case 'zTXt':
      return findings.add('png-ztxt', [range]);
    case 'iTXt':
      return findings.add('png-itxt', [range]);
  }
}

/**
 * The IDAT chunks of a picture stand together (PNG §5.6), and writers make all but the last of one length. So where
 * one stands as many lengths further on, there is nothing else before it. Looks for one as near to the end of the file
 * as it can be. Answers where to walk on: from there, or from `next` when there is none.
 */
async function skipPicture(file: Window, next: number, length: number): Promise<number> {
  const stride = CHUNK_HEADER + length + CRC;
  const { size } = file;
  let count = size === null || length === 0 ? 0 : Math.floor((size - CHUNK_HEADER - next) / stride);
  for (const stepBack of STEPS_BACK) {
    count -= stepBack;
    const at = next + count * stride;
    if (count <= 0 || file.holds(at, CHUNK_HEADER)) return next;
    const chunk = await file.at(at, CHUNK_HEADER);
    if (chunk.startsWith(PICTURE, 4) && (chunk.u32(0) ?? 0) <= length) return at;
  }
  return next;
}

const PICTURE = 'IDAT';
/** In chunks, from the last place where one can begin: behind the picture there may be text and profiles. */
const STEPS_BACK = [0, 1, 2, 4];
const SIGNATURE = '\x89PNG\r\n\x1a\n';
const CHUNK_HEADER = 8;
const CRC = 4;
/** PNG §5.3. */
const LONGEST_CHUNK = 2 ** 31 - 1;
/** 800 MB of the 8 KiB chunks libpng writes. */
const MOST_CHUNKS = 100_000;
