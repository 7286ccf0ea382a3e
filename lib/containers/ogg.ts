import { ByteView } from '../bytes/byte-view.ts';
import type { Window } from '../bytes/window.ts';
import type { ByteRange } from '../model/container.ts';
import type { Container } from './container.ts';
import type { Findings } from './findings.ts';
import { walk } from './walk.ts';

/**
 * Ogg (RFC 3533): pages of several streams, each stream cut into packets. The second packet of a stream holds
 * its Vorbis comment, for Opus, Vorbis, Theora, Speex and FLAC alike. C2PA has no place in Ogg.
 */
export const ogg: Container = {
  format: 'audio/ogg',
  matches: (head) => new ByteView(head).startsWith('OggS'),
  map: (source) => walk('audio/ogg', source, walkPages),
};

/** A stream whose comment packet is not complete yet. */
interface Stream {
  readonly kind: Kind;
  /** Packets ended so far. */
  packets: number;
  readonly ranges: ByteRange[];
}

async function walkPages(file: Window, findings: Findings): Promise<void> {
  const open = new Map<number, Stream>();
  let at = 0;
  for (let count = 0; count < MOST_PAGES; count++) {
    const page = await file.at(at, LONGEST_HEADER + KIND_LOOK, 'little');
    if (page.length === 0) return open.size > 0 ? findings.fault('truncated') : undefined;
    if (!page.has(0, HEADER)) return findings.fault('truncated');
    if (!page.startsWith('OggS')) return findings.fault('malformed');
    const [flags, serial, segments] = [page.u8(5) ?? 0, page.u32(14) ?? 0, page.u8(26) ?? 0];
    const laces = page.slice(HEADER, segments);
    if (laces === undefined) return findings.fault('truncated');
    const body = at + HEADER + segments;
    if ((flags & FIRST_PAGE) !== 0) {
      const kind = kindOf(page.from(HEADER + segments));
      if (kind !== null) open.set(serial, { kind, packets: 0, ranges: [] });
    } else if (open.size === 0) {
      // All streams open before the first goes on, so no comment is left to come.
      return;
    }
    const stream = open.get(serial);
    if (stream !== undefined && takePage(stream, body, laces)) {
      open.delete(serial);
      await report(file, stream, findings);
    }
    at = body + laces.reduce((sum, lace) => sum + lace, 0);
    if (file.size !== null && at > file.size) return findings.fault('truncated');
  }
  findings.fault('too-large');
}

/** Adds what the page holds of the second packet. Answers whether that packet is complete. */
function takePage(stream: Stream, body: number, laces: Uint8Array): boolean {
  let at = body;
  for (const lace of laces) {
    if (stream.packets === 1) {
      const last = stream.ranges.at(-1);
      if (last !== undefined && last.offset + last.length === at)
        stream.ranges.splice(-1, 1, { offset: last.offset, length: last.length + lace });
      else stream.ranges.push({ offset: at, length: lace });
    }
    at += lace;
    // A lace of 255 goes on in the next one.
    if (lace < 255 && ++stream.packets === 2) return true;
  }
  return false;
}

async function report(file: Window, { kind, ranges }: Stream, findings: Findings): Promise<void> {
  const [first, ...others] = ranges;
  if (first === undefined || first.length < kind.comment.length) return findings.fault('malformed');
  const start = await file.at(first.offset, kind.comment.length);
  // FLAC's own block header is four bytes of which only the type is fixed.
  const isComment = kind === FLAC ? ((start.u8(0) ?? 0) & 0x7f) === 4 : start.startsWith(kind.comment);
  if (!isComment) return findings.fault('malformed');
  const skipped = kind.comment.length;
  findings.add('vorbis-comment', [{ offset: first.offset + skipped, length: first.length - skipped }, ...others]);
}

interface Kind {
  /** How the first packet begins. */
  readonly signature: string;
  /** How the second does, before the comment itself. */
  readonly comment: string;
}

function kindOf(packet: ByteView): Kind | null {
  return KINDS.find(({ signature }) => packet.startsWith(signature)) ?? null;
}

const FLAC: Kind = { signature: '\x7fFLAC', comment: '\x04\0\0\0' };
const KINDS: readonly Kind[] = [
  { signature: 'OpusHead', comment: 'OpusTags' },
  { signature: '\x01vorbis', comment: '\x03vorbis' },
  { signature: '\x80theora', comment: '\x81theora' },
  { signature: 'Speex   ', comment: '' },
  FLAC,
];
const KIND_LOOK = 8;
const HEADER = 27;
const LONGEST_HEADER = HEADER + 255;
const FIRST_PAGE = 0x02;
/** A comment with a cover picture of 64 MB. */
const MOST_PAGES = 1024;
