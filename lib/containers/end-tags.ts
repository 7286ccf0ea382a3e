import type { ByteView } from '../bytes/byte-view.ts';
import { id3Footer, ID3_HEADER } from '../bytes/id3-frames.ts';
import type { Window } from '../bytes/window.ts';
import type { ByteRange } from '../model/container.ts';
import type { Findings } from './findings.ts';
import { readId3Tag } from './id3.ts';

/**
 * The tags behind the sound, found from the end of the file backwards, in whatever order writers have put them.
 * @param start where the sound begins: nothing before it is taken for a tag behind it
 */
export async function readEndTags(file: Window, start: number, findings: Findings): Promise<void> {
  const size = await file.measure(LONGEST_UNMEASURED);
  // Somebody's radio has no end to look at.
  if (size === null) return findings.fault('too-large');
  let end: number = size;
  for (let count = 0; count < MOST_TAGS; count++) {
    const from = Math.max(start, end - (count === 0 ? LOOK : LONGEST_MARK));
    const tail = (await file.at(from, end - from, 'little')).from(0, end - from);
    const tag = id3v1(tail) ?? ape(tail) ?? lyrics3(tail) ?? id3v2(tail);
    if (tag === null) return;
    const at = end - tag.length;
    if (at < start) return findings.fault('malformed');
    await tag.report(file, { offset: at, length: tag.length }, findings);
    end = at;
  }
  findings.fault('too-large');
}

interface EndTag {
  /** Bytes of the whole tag. */
  readonly length: number;
  report(file: Window, place: ByteRange, findings: Findings): Promise<void> | void;
}

/** https://id3.org/ID3v1 */
function id3v1(tail: ByteView): EndTag | null {
  if (!tail.startsWith('TAG', tail.length - ID3V1)) return null;
  return { length: ID3V1, report: (_, place, findings) => findings.add('id3v1', [place]) };
}

/**
 * https://wiki.hydrogenaudio.org/index.php?title=APEv2_specification: name, version, length of the items and the
 * footer, count, flags. A header like the footer is not counted.
 */
function ape(tail: ByteView): EndTag | null {
  const footer = tail.length - APE_FOOTER;
  if (!tail.startsWith('APETAGEX', footer)) return null;
  const items = Math.max((tail.u32(footer + 12) ?? 0) - APE_FOOTER, 0);
  const header = (tail.u32(footer + 20) ?? 0) >= HAS_HEADER ? APE_FOOTER : 0;
  return {
    length: header + items + APE_FOOTER,
    report: (_, { offset }, findings) => {
      if (items > LARGEST_ITEMS) findings.fault('too-large');
      else if (items > 0) findings.add('ape-tags', [{ offset: offset + header, length: items }]);
    },
  };
}

/** Words somebody sings, stepped over (https://id3.org/Lyrics3v2). */
function lyrics3(tail: ByteView): EndTag | null {
  const end = tail.latin1(tail.length - LYRICS_END, LYRICS_END) ?? '';
  return /^\d{6}LYRICS200$/.test(end) ? { length: Number(end.slice(0, 6)) + LYRICS_END, report: () => {} } : null;
}

/** An appended tag of version 4 ends with a footer. */
function id3v2(tail: ByteView): EndTag | null {
  const frames = id3Footer(tail.from(Math.max(tail.length - ID3_HEADER, 0)));
  if (frames === null) return null;
  return {
    length: ID3_HEADER + frames + ID3_HEADER,
    report: async (file, place, findings) => {
      if ((await readId3Tag(file, place, findings)) === null) findings.fault('malformed');
    },
  };
}

const ID3V1 = 128;
/** Bytes that tell whether a tag ends here. */
const LONGEST_MARK = ID3V1;
const APE_FOOTER = 32;
/** The highest bit of the flags. */
const HAS_HEADER = 0x80000000;
const LARGEST_ITEMS = 4 * 1024 * 1024;
/** Six digits of length and the name. */
const LYRICS_END = 15;
/** Holds all the tags of most songs that have any here. */
const LOOK = 4096;
/** One of each, and a writer that did not look. */
const MOST_TAGS = 8;
const LONGEST_UNMEASURED = 1024 * 1024;
