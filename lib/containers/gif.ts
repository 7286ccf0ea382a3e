import { ByteView } from '../bytes/byte-view.ts';
import type { Window } from '../bytes/window.ts';
import type { Container } from './container.ts';
import type { Findings } from './findings.ts';
import { extensionsAtEnd } from './gif-end.ts';
import { walkSubBlocks } from './gif-sub-blocks.ts';
import type { SubBlocks } from './gif-sub-blocks.ts';
import { walk } from './walk.ts';

/**
 * GIF (https://www.w3.org/Graphics/GIF/spec-gif89a.txt): a screen, then images and extensions to a
 * trailer byte. Everything of variable length is a chain of sub-blocks, so nothing can be jumped over:
 * the file is read through, in few large pieces. Writers put C2PA, XMP and comments before the first picture or
 * behind the last, though the format allows them between any two; so where bytes are to be spared, a long file is
 * looked at from both ends, and said not to have been looked at between.
 */
export const gif: Container = {
  format: 'image/gif',
  matches: (head) => {
    const view = new ByteView(head);
    return view.startsWith('GIF87a') || view.startsWith('GIF89a');
  },
  map: (source) => walk('image/gif', source, walkFile),
};

async function walkFile(file: Window, findings: Findings): Promise<void> {
  const screen = await file.at(0, SCREEN, 'little');
  const screenFlags = screen.u8(10);
  if (!screen.has(0, SCREEN) || screenFlags === undefined) return findings.fault('truncated');
  findings.size(screen.u16(6), screen.u16(8));
  await walkBlocks(file, SCREEN + colorTable(screenFlags), findings);
}

async function walkBlocks(file: Window, start: number, findings: Findings): Promise<void> {
  let at: number | null = start;
  for (let count = 0; at !== null; count++) {
    if (count === MOST_BLOCKS) return findings.fault('too-large');
    const block: ByteView = await file.at(at, BLOCK_START, 'little');
    const introducer = block.u8(0);
    if (introducer === TRAILER) return;
    if (introducer === undefined) return findings.fault('truncated');
    if (introducer === IMAGE && file.mayLeave(at)) return leavePictures(file, findings);
    if (introducer === IMAGE) at = await skipImage(file, at, block, findings);
    else if (introducer === EXTENSION) at = await readExtension(file, at, block, findings);
    else return findings.fault('malformed');
  }
}

async function leavePictures(file: Window, findings: Findings): Promise<void> {
  findings.fault('budget');
  const start = Math.max(0, (file.size ?? 0) - END_LOOK);
  const at = extensionsAtEnd((await file.at(start, END_LOOK)).bytes);
  if (at !== null) await walkBlocks(file, start + at, findings);
}

/** Offset of the next block; `null`, with the reason noted, when there is none. */
async function skipImage(file: Window, at: number, block: ByteView, findings: Findings): Promise<number | null> {
  const flags = block.u8(9);
  if (flags === undefined) return stop(findings, 'truncated');
  const lzwCodeSize = 1;
  const chain = await walkSubBlocks(file, at + IMAGE_DESCRIPTOR + colorTable(flags) + lzwCodeSize, null);
  return typeof chain === 'string' ? stop(findings, chain) : chain.end;
}

async function readExtension(file: Window, at: number, block: ByteView, findings: Findings): Promise<number | null> {
  const label = block.u8(1);
  const name =
    label === APPLICATION && block.u8(2) === APPLICATION_NAME ? block.latin1(3, APPLICATION_NAME) : undefined;
  const isKept = label === COMMENT || name?.startsWith(C2PA) === true || name === XMP;
  const start = at + 2 + (name === undefined ? 0 : 1 + APPLICATION_NAME);
  const chain = await walkSubBlocks(file, start, isKept ? LONGEST_PART : null);
  if (typeof chain === 'string') return stop(findings, chain);
  if (label === COMMENT) findings.add('comment', chain.ranges);
  else if (name?.startsWith(C2PA) === true) findings.addStore(chain.ranges, chain.start);
  else if (name === XMP) await readXmp(file, start, chain, findings);
  return chain.end;
}

/**
 * XMP stands in GIF as it is, not cut into sub-blocks; read as such, its letters are lengths that lead
 * into a trailer of counting-down bytes, which leads to its last one whatever the entry (XMP part 3 §1.1.2).
 * Some writers cut it properly instead.
 */
async function readXmp(file: Window, start: number, { end, ranges }: SubBlocks, findings: Findings): Promise<void> {
  const length = end - start - MAGIC_TRAILER;
  const trailer = length < 0 ? undefined : await file.at(start + length, MAGIC_START.length);
  if (trailer?.startsWith(MAGIC_START) === true) findings.add('xmp', [{ offset: start, length }]);
  else findings.add('xmp', ranges);
}

function stop(findings: Findings, why: 'truncated' | 'too-large'): null {
  findings.fault(why);
  return null;
}

/** Bytes of the color table that a flag byte announces. */
function colorTable(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

const SCREEN = 13;
const IMAGE_DESCRIPTOR = 10;
const IMAGE = 0x2c;
const EXTENSION = 0x21;
const TRAILER = 0x3b;
const COMMENT = 0xfe;
const APPLICATION = 0xff;
/** Length of an application extension's first sub-block: 8 letters of name, 3 of authentication. */
const APPLICATION_NAME = 11;
/** The authentication code (01 00 00) is not insisted on. */
const C2PA = 'C2PA_GIF';
const XMP = 'XMP DataXMP';
const MAGIC_TRAILER = 258;
const MAGIC_START = '\x01\xff\xfe\xfd';
/** As much of a block as is looked at before its sub-blocks. */
const BLOCK_START = 2 + 1 + APPLICATION_NAME;
/** Bytes of the longest part whose sub-blocks are listed. */
const LONGEST_PART = 16 * 1024 * 1024;
/** XMP with the padding its writers leave. */
const END_LOOK = 16 * 1024;
/** Two blocks a frame: nine hours at 15 frames a second. */
const MOST_BLOCKS = 1_000_000;
