import { ByteView } from '../bytes/byte-view.ts';
import type { Decoded, TextField } from '../model/fields.ts';
import { commonTagName } from './tag-names.ts';
import { decodeText } from './text.ts';

/**
 * The texts and addresses among the items of an APEv2 tag (https://wiki.hydrogenaudio.org/index.php?title=APEv2_specification):
 * length, flags, name, NUL, value. Pictures and other binary items are passed over.
 */
export function decodeApeTags(bytes: Uint8Array): Decoded<readonly TextField[]> {
  const view = new ByteView(bytes, 'little');
  const fields: TextField[] = [];
  for (let at = 0; at < bytes.length;) {
    if (fields.length === MOST_FIELDS) return { value: fields, incomplete: 'too-large' };
    const [length, flags, name] = [view.u32(at), view.u32(at + 4), view.zeroTerminated(at + HEADER, LONGEST_NAME + 1)];
    if (length === undefined || flags === undefined || name === undefined)
      return { value: fields, incomplete: 'malformed' };
    const start = at + HEADER + name.length + 1;
    const value = view.slice(start, length);
    if (value === undefined) return { value: fields, incomplete: 'malformed' };
    if (((flags >>> 1) & KIND) !== BINARY)
      fields.push({ keyword: commonTagName(name), text: decodeText(value), where: `APE ${name}` });
    at = start + length;
  }
  return { value: fields, incomplete: null };
}

const HEADER = 8;
const LONGEST_NAME = 255;
const KIND = 3;
const BINARY = 1;
const MOST_FIELDS = 1024;
