import { ByteView, latin1 } from '../bytes/byte-view.ts';
import type { Decoded, TextField } from '../model/fields.ts';
import { commonTagName } from './tag-names.ts';
import { decodeText } from './text.ts';

/**
 * A Vorbis comment list (https://xiph.org/vorbis/doc/v-comment.html): the vendor, then `NAME=text` in UTF-8.
 * Pictures, which are among them as Base64, are passed over.
 */
export function decodeVorbisComment(bytes: Uint8Array): Decoded<readonly TextField[]> {
  const view = new ByteView(bytes, 'little');
  const fields: TextField[] = [];
  const vendorLength = view.u32(0) ?? 0;
  const vendor = view.slice(4, vendorLength);
  const count = view.u32(4 + vendorLength);
  if (vendor === undefined || count === undefined) return { value: fields, incomplete: 'malformed' };
  if (vendor.length > 0) fields.push(field('encoder', decodeText(vendor)));
  let at = 4 + vendorLength + 4;
  for (let i = 0; i < count; i++) {
    if (i === MOST_FIELDS) return { value: fields, incomplete: 'too-large' };
    const length = view.u32(at);
    const comment = length === undefined ? undefined : view.slice(at + 4, length);
    if (length === undefined || comment === undefined) return { value: fields, incomplete: 'malformed' };
    at += 4 + length;
    const equals = comment.subarray(0, LONGEST_NAME).indexOf(EQUALS);
    if (equals < 0) continue;
    const name = latin1(comment.subarray(0, equals));
    if (!PICTURES.has(name.toUpperCase())) fields.push(field(name, decodeText(comment.subarray(equals + 1))));
  }
  return { value: fields, incomplete: null };
}

function field(name: string, text: string): TextField {
  return { keyword: commonTagName(name), text, where: `Vorbis comment ${name}` };
}

const EQUALS = 0x3d;
const LONGEST_NAME = 256;
const PICTURES = new Set(['METADATA_BLOCK_PICTURE', 'COVERART']);
const MOST_FIELDS = 1024;
