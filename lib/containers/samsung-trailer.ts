import type { ByteView } from '../bytes/byte-view.ts';
import type { Window } from '../bytes/window.ts';
import type { ByteRange } from '../model/container.ts';
import type { Findings } from './findings.ts';

/**
 * Samsung's gallery appends blocks after the JPEG's end and closes with a directory:
 * `SEFH` version count { 0 type distance length }… length-of-directory `SEFT`, all little-endian, the
 * distances counted back from `SEFH`. Each block: 0 type, length of its name, name, content.
 * (https://exiftool.org/TagNames/Samsung.html#Trailer)
 *
 * Finding the end of a JPEG from its front means reading all of it. Finding this from the back costs one small
 * read; other bytes after a JPEG's end are not looked for.
 */
export async function readSamsungTrailer(file: Window, findings: Findings): Promise<void> {
  // A server that never says where the file ends is read on until it does.
  const end = await file.measure(LONGEST_UNMEASURED);
  if (end === null) return findings.fault('too-large');
  if (end < TAIL) return;
  const tailStart = Math.max(0, end - TRAILER_LOOK);
  const tail = await file.at(tailStart, end - tailStart, 'little');
  if (!tail.startsWith('SEFT', tail.length - 4)) {
    if (!(await hasEnd(file, tail, end))) findings.fault('truncated');
    return;
  }
  const directoryLength = tail.u32(tail.length - TAIL) ?? 0;
  const directoryStart = end - TAIL - directoryLength;
  if (directoryStart < 0 || directoryLength > LARGEST_DIRECTORY) return findings.fault('malformed');
  const directory = (await file.at(directoryStart, directoryLength, 'little')).from(0, directoryLength);
  if (!directory.startsWith('SEFH')) return findings.fault('malformed');

  const blocks: ByteRange[] = [];
  for (let entry = DIRECTORY_HEADER; directory.has(entry, DIRECTORY_ENTRY); entry += DIRECTORY_ENTRY) {
    const offset = directoryStart - (directory.u32(entry + 4) ?? 0);
    const length = directory.u32(entry + 8) ?? 0;
    if (offset < 0 || offset + length > directoryStart) findings.fault('malformed');
    else if (length <= LARGEST_BLOCK) blocks.push({ offset, length });
    else if (await isEditBlock(file, offset)) findings.fault('too-large');
  }
  if (blocks.length > 0) findings.add('trailer', blocks);
}

/** A file cut off in its picture has no end marker, and whatever stood behind it was cut off too. */
async function hasEnd(file: Window, tail: ByteView, end: number): Promise<boolean> {
  if (holdsEnd(tail)) return true;
  const start = Math.max(0, end - FOREIGN_TRAILER);
  return holdsEnd((await file.at(start, end - start)).from(0, end - start));
}

function holdsEnd(view: ByteView): boolean {
  for (let at = view.length - 2; at >= 0; at--) if (view.u8(at) === 0xff && view.u8(at + 1) === 0xd9) return true;
  return false;
}

/** The large blocks are videos, sounds and depth maps, which say nothing of how the picture was made. */
async function isEditBlock(file: Window, offset: number): Promise<boolean> {
  return (await file.at(offset, BLOCK_HEADER + EDIT_BLOCK.length)).startsWith(EDIT_BLOCK, BLOCK_HEADER);
}

/** Largest file read to its end only because nobody told its size. */
const LONGEST_UNMEASURED = 32 * 1024 * 1024;
/** Length of the directory and `SEFT`. */
const TAIL = 8;
/** Holds a directory of 40 blocks, and phones write fewer than ten. */
export const TRAILER_LOOK = 512;
/** Other programs' trailers are looked past this far for the end marker. */
const FOREIGN_TRAILER = 64 * 1024;
/** 300 blocks. */
const LARGEST_DIRECTORY = 4096;
const DIRECTORY_HEADER = 4 + 4 + 4;
const DIRECTORY_ENTRY = 2 + 2 + 4 + 4;
const BLOCK_HEADER = 2 + 2 + 4;
const EDIT_BLOCK = 'PhotoEditor_Re_Edit_Data';
const LARGEST_BLOCK = 256 * 1024;
