import { ByteView } from '../bytes/byte-view.ts';
import type { Window } from '../bytes/window.ts';
import type { Container } from './container.ts';
import type { Findings } from './findings.ts';
import { readId3Tag } from './id3.ts';
import { eachChunk, longChunks, RIFF_HEADER } from './riff-chunks.ts';
import type { Chunk } from './riff-chunks.ts';
import { walk } from './walk.ts';

/**
 * WAV and Broadcast WAV (EBU Tech 3285), with 64-bit lengths as RF64 and BW64 (EBU Tech 3306, ITU-R BS.2088).
 * C2PA is the last chunk (C2PA 2.2 Annex A.4).
 */
export const wav: Container = {
  format: 'audio/wav',
  matches: (head) => isForm(head, ['RIFF', 'RF64', 'BW64'], 'WAVE'),
  map: (source) => walk('audio/wav', source, walkForms),
};

/** AVI, and what OpenDML 2.0 appends: further RIFF forms, each with a gigabyte of pictures. */
export const avi: Container = {
  format: 'video/x-msvideo',
  matches: (head) => isForm(head, ['RIFF'], 'AVI '),
  map: (source) => walk('video/x-msvideo', source, walkForms),
};

function isForm(head: Uint8Array, outer: readonly string[], form: string): boolean {
  const view = new ByteView(head);
  return outer.includes(view.latin1(0, 4) ?? '') && view.startsWith(form, 8);
}

async function walkForms(file: Window, findings: Findings): Promise<void> {
  let at = 0;
  for (let count = 0; count < MOST_FORMS; count++) {
    const header = await file.at(at, RIFF_HEADER + DS64, 'little');
    const stated = header.u32(4);
    if (stated === undefined) return findings.fault('truncated');
    const long = stated === SEE_DS64 ? longChunks(header.from(RIFF_HEADER)) : null;
    if (stated === SEE_DS64 && long === null) return findings.fault('unsupported');
    const end = at + 8 + (long?.get('RIFF') ?? stated);
    const isWhole = await eachChunk(
      file,
      { offset: at + RIFF_HEADER, length: end - at - RIFF_HEADER },
      long,
      findings,
      (chunk) => readChunk(file, chunk, findings),
    );
    if (!isWhole) return;
    at = end + (end % 2);
    if (file.size !== null && at >= file.size) return;
    const next = await file.at(at, RIFF_HEADER, 'little');
    if (next.length === 0) return;
    // What follows belongs to the file only as OpenDML's continuation.
    if (!next.startsWith('RIFF') || !next.startsWith('AVIX', 8)) return findings.fault('malformed');
  }
  findings.fault('too-large');
}

async function readChunk(file: Window, { type, whole, content, start }: Chunk, findings: Findings): Promise<void> {
  switch (type) {
    case 'C2PA':
      return findings.addStore([content], start.bytes);
    case '_PMX':
      return findings.add('xmp', [content]);
    case 'AIGC':
    case 'bext':
    case 'axml':
    case 'iXML':
      return findings.add('riff-text', [whole]);
    case 'id3 ':
    case 'ID3 ':
      await readId3Tag(file, content, findings);
      return;
    case 'LIST':
      if (start.startsWith('INFO') && content.length > LIST_TYPE)
        findings.add('riff-text', [{ offset: content.offset + LIST_TYPE, length: content.length - LIST_TYPE }]);
  }
}

const LIST_TYPE = 4;
/** RIFF length that points to a `ds64` chunk. */
const SEE_DS64 = 0xffffffff;
/** A `ds64` chunk and some of its table. */
const DS64 = 8 + 28 + 16 * 12;
/** At a gigabyte each. */
const MOST_FORMS = 256;
