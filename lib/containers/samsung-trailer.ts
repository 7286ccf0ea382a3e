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
 * read, so that is done whenever the size is known; other bytes after a JPEG's end are not looked for.
 */
export async function readSamsungTrailer(file: Window, findings: Findings): Promise<void> {
  // A server that never says where the file ends is read on until it does.
  const end = await file.measure(LONGEST_UNMEASURED);
  if (end === null) return findings.fault('too-large');
  if (end < TAIL) return;
  const tailStart = Math.max(0, end - TAIL_READ);
  const tail = await file.at(tailStart, end - tailStart, 'little');
  if (!tail.startsWith('SEFT', tail.length - 4)) return;
  const directoryLength = tail.u32(tail.length - TAIL) ?? 0;
  const directoryStart = end - TAIL - directoryLength;
  const directory = tail.from(directoryStart - tailStart, directoryLength);
  if (directoryStart < tailStart || !directory.startsWith('SEFH')) return findings.fault('malformed');

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

/** The large blocks are videos, sounds and depth maps, which say nothing of how the picture was made. */
async function isEditBlock(file: Window, offset: number): Promise<boolean> {
  return (await file.at(offset, BLOCK_HEADER + EDIT_BLOCK.length)).startsWith(EDIT_BLOCK, BLOCK_HEADER);
}

/** Largest file read to its end only because nobody told its size. */
const LONGEST_UNMEASURED = 32 * 1024 * 1024;
/** Length of the directory and `SEFT`. */
const TAIL = 8;
/** Holds a directory of 300 blocks; phones write fewer than ten. */
const TAIL_READ = 4096;
const DIRECTORY_HEADER = 4 + 4 + 4;
const DIRECTORY_ENTRY = 2 + 2 + 4 + 4;
const BLOCK_HEADER = 2 + 2 + 4;
const EDIT_BLOCK = 'PhotoEditor_Re_Edit_Data';
const LARGEST_BLOCK = 256 * 1024;
