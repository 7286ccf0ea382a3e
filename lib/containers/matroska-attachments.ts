import { EBML_HEADER, ebmlElement } from '../bytes/ebml.ts';
import type { Window } from '../bytes/window.ts';
import type { ByteRange } from '../model/container.ts';
import type { Findings } from './findings.ts';
import { STORE_START } from './part-starts.ts';

/**
 * Files attached to a Matroska file (RFC 9559 §5.1.6). C2PA has named no place in Matroska; one attached under its
 * media type is nonetheless a record, and not to be passed over.
 */
export async function readAttachments(file: Window, attachments: ByteRange, findings: Findings): Promise<void> {
  await eachElement(file, attachments, findings, async (id, attached) => {
    if (id !== ATTACHED_FILE) return;
    let type = '';
    let content: ByteRange | null = null;
    await eachElement(file, attached, findings, async (field, value) => {
      if (field === FILE_DATA) content = value;
      else if (field === MEDIA_TYPE) {
        const length = Math.min(value.length, LONGEST_TYPE);
        type = (await file.at(value.offset, length)).latin1(0, length) ?? '';
      }
    });
    if (type.toLowerCase() !== 'application/c2pa' || content === null) return;
    const { offset, length }: ByteRange = content;
    findings.addStore([content], (await file.at(offset, STORE_START)).from(0, length).bytes);
  });
}

async function eachElement(
  file: Window,
  { offset, length }: ByteRange,
  findings: Findings,
  read: (id: number, content: ByteRange) => Promise<void>,
): Promise<void> {
  const end = offset + length;
  let at = offset;
  for (let count = 0; at < end; count++) {
    if (count === MOST_ELEMENTS) return findings.fault('too-large');
    const element = ebmlElement(await file.at(at, EBML_HEADER), 0);
    if (element === null || element.length === null) return findings.fault('malformed');
    const content = { offset: at + element.header, length: element.length };
    at = content.offset + content.length;
    if (at > end) return findings.fault('malformed');
    await read(element.id, content);
  }
}

const ATTACHED_FILE = 0x61a7;
const MEDIA_TYPE = 0x4660;
const FILE_DATA = 0x465c;
const LONGEST_TYPE = 64;
/** Fonts of subtitles come by the dozen. */
const MOST_ELEMENTS = 1024;
