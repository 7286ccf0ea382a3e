import { ByteView } from '../bytes/byte-view.ts';
import type { Window } from '../bytes/window.ts';
import type { Container } from './container.ts';
import type { Findings } from './findings.ts';
import { walk } from './walk.ts';

/**
 * FLAC (RFC 9639 §8): blocks of metadata before the sound. C2PA and XMP stand in an ID3v2 tag in front of all
 * (C2PA 2.2 Annex A.3.6), texts in a Vorbis comment.
 */
export const flac: Container = {
  format: 'audio/flac',
  matches: (head) => new ByteView(head).startsWith(SIGNATURE),
  map: (source) => walk('audio/flac', source, (file, findings) => readFlac(file, 0, findings)),
};

/** Reads the blocks of a FLAC stream that begins at `offset`. */
export async function readFlac(file: Window, offset: number, findings: Findings): Promise<void> {
  findings.setFormat('audio/flac');
  let at = offset + SIGNATURE.length;
  for (let count = 0; count < MOST_BLOCKS; count++) {
    const header = await file.at(at, BLOCK_HEADER);
    const [kind, length] = [header.u8(0), header.u24(1)];
    if (kind === undefined || length === undefined) return findings.fault('truncated');
    const content = { offset: at + BLOCK_HEADER, length };
    if ((kind & KIND) === VORBIS_COMMENT) findings.add('vorbis-comment', [content]);
    if ((kind & KIND) === APPLICATION && (await file.at(content.offset, 4)).from(0, length).startsWith('XMP '))
      findings.add('xmp', [{ offset: content.offset + 4, length: Math.max(length - 4, 0) }]);
    at += BLOCK_HEADER + length;
    if (file.size !== null && at > file.size) return findings.fault('truncated');
    if ((kind & IS_LAST) !== 0) return;
  }
  findings.fault('too-large');
}

const SIGNATURE = 'fLaC';
const BLOCK_HEADER = 4;
const IS_LAST = 0x80;
const KIND = 0x7f;
const APPLICATION = 2;
const VORBIS_COMMENT = 4;
const MOST_BLOCKS = 1024;
