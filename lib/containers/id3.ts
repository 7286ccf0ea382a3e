import { ByteView } from '../bytes/byte-view.ts';
import { extendedHeaderLength, ID3_HEADER, id3Frame, id3Header } from '../bytes/id3-frames.ts';
import type { Id3Frame, Id3Header } from '../bytes/id3-frames.ts';
import { resynchronize } from '../bytes/unsynchronisation.ts';
import type { Window } from '../bytes/window.ts';
import type { ByteRange } from '../model/container.ts';
import type { Findings } from './findings.ts';
import { objectStart, OBJECT_LOOK } from './id3-object.ts';

/**
 * An ID3v2 tag inside `area`, at its start (https://id3.org/id3v2.4.0-frames): C2PA in a `GEOB` frame
 * (C2PA 2.2 Annex A.3.6), XMP in a `PRIV` frame, texts in the others. Pictures are jumped over.
 * Answers the tag's length with its header; `null`: there is no tag.
 */
export async function readId3Tag(file: Window, area: ByteRange, findings: Findings): Promise<number | null> {
  const header = id3Header((await file.at(area.offset, ID3_HEADER)).from(0, area.length));
  if (header === null) return null;
  const length = ID3_HEADER + header.length + (header.hasFooter ? ID3_HEADER : 0);
  if (length > area.length) findings.fault('truncated');
  const content = { offset: area.offset + ID3_HEADER, length: Math.min(header.length, area.length - ID3_HEADER) };
  if (header.isCompressed) findings.fault('unsupported');
  else if (header.isUnsynchronised && header.version < 4) await readUnsynchronised(file, content, header, findings);
  else await readFrames(storedFrames(file, content), header, findings);
  return length;
}

/** Where frames are read from: the file itself, or bytes that had to be unwrapped first. */
interface Frames {
  readonly length: number;
  at(offset: number, atLeast: number): Promise<ByteView>;
  add(
    findings: Findings,
    kind: 'xmp' | 'c2pa' | `id3v2.${2 | 3 | 4}`,
    ranges: readonly ByteRange[],
    frame?: Id3Frame,
  ): void;
}

function storedFrames(file: Window, content: ByteRange): Frames {
  return {
    length: content.length,
    at: async (offset, atLeast) => (await file.at(content.offset + offset, atLeast)).from(0, content.length - offset),
    add: (findings, kind, ranges, frame) => {
      const placed = ranges.map(({ offset, length }) => ({ offset: content.offset + offset, length }));
      findings.add(kind, placed, frame?.isUnsynchronised === true ? 'unsynchronised' : undefined);
    },
  };
}

/** Before version 4 the whole tag was unsynchronised at once, lengths and all, so it has to be read to be walked. */
async function readUnsynchronised(
  file: Window,
  content: ByteRange,
  header: Id3Header,
  findings: Findings,
): Promise<void> {
  if (content.length > LARGEST_UNWRAPPED) return findings.fault('too-large');
  const stored = (await file.at(content.offset, content.length)).from(0, content.length);
  if (stored.length < content.length) findings.fault('truncated');
  const tag = new ByteView(resynchronize(stored.bytes));
  const frames: Frames = {
    length: tag.length,
    at: async (offset) => tag.from(offset),
    add: (to, kind, ranges) => {
      for (const within of ranges) to.add(kind, [content], 'unsynchronised', within);
    },
  };
  await readFrames(frames, header, findings);
}

async function readFrames(
  frames: Frames,
  { version, hasExtendedHeader }: Id3Header,
  findings: Findings,
): Promise<void> {
  const skipped = hasExtendedHeader ? extendedHeaderLength(await frames.at(0, 4), version) : 0;
  if (skipped === null || skipped > frames.length) return findings.fault('malformed');
  const texts: ByteRange[] = [];
  let at = skipped;
  for (let count = 0; at < frames.length; count++) {
    if (count === MOST_FRAMES) {
      findings.fault('too-large');
      break;
    }
    const start = await frames.at(at, ID3_HEADER + OBJECT_LOOK);
    const frame = id3Frame(start, version);
    if (frame === 'padding') break;
    const end = frame === null ? 0 : at + frame.header + frame.length;
    if (frame === null || end > frames.length) {
      findings.fault(start.length < Math.min(ID3_HEADER, frames.length - at) ? 'truncated' : 'malformed');
      break;
    }
    if (TEXTS.test(frame.id)) {
      if (frame.length <= LARGEST_TEXT) texts.push({ offset: at, length: end - at });
      else findings.fault('too-large');
    } else if (OBJECTS.has(frame.id)) {
      readObject(frames, at, frame, start.from(frame.header, frame.length), findings);
    }
    at = end;
  }
  if (texts.length > 0) frames.add(findings, `id3v2.${version}`, texts);
}

function readObject(frames: Frames, at: number, frame: Id3Frame, content: ByteView, findings: Findings): void {
  const found = objectStart(frame.id, frame.isUnsynchronised ? new ByteView(resynchronize(content.bytes)) : content);
  if (found === null) return;
  if (frame.isCompressed || frame.isEncrypted) return findings.fault('unsupported');
  if (found === 'malformed' || found.skipped > frame.length) return findings.fault('malformed');
  // What is cut off in front holds no FF, save by a writer's mistake, so it is as long stored as unwrapped.
  const range = { offset: at + frame.header + found.skipped, length: frame.length - found.skipped };
  frames.add(findings, found.kind, [range], frame);
}

/** Texts, addresses, comments, identifiers; not lyrics (USLT, ULT), which are somebody's words. */
const TEXTS = /^(?:T[A-Z0-9]{2}[A-Z0-9]?|W[A-Z0-9]{2}[A-Z0-9]?|COMM?|UFID?)$/;
const OBJECTS = new Set(['GEOB', 'GEO', 'PRIV']);
const LARGEST_TEXT = 1024 * 1024;
const LARGEST_UNWRAPPED = 16 * 1024 * 1024;
/** A podcast's chapters are frames too. */
const MOST_FRAMES = 4096;
