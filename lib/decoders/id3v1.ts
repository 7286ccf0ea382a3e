import { ByteView } from '../bytes/byte-view.ts';
import type { Decoded, TextField } from '../model/fields.ts';
import { commonTagName } from './tag-names.ts';
import { decodeText } from './text.ts';

/** The texts of an ID3v1 tag (https://id3.org/ID3v1): fixed places, what is behind a NUL in each is left over. */
export function decodeId3v1(bytes: Uint8Array): Decoded<readonly TextField[]> {
  const view = new ByteView(bytes);
  if (!view.has(0, ID3V1) || !view.startsWith('TAG')) return { value: [], incomplete: 'malformed' };
  const fields = PLACES.map(([name, at, length]): TextField => {
    const place = view.from(at, length).bytes;
    const end = place.indexOf(0);
    const text = decodeText(end < 0 ? place : place.subarray(0, end));
    return { keyword: commonTagName(name), text, where: `ID3v1 ${name}` };
  });
  return { value: fields.filter(({ text }) => text !== ''), incomplete: null };
}

const ID3V1 = 128;
const PLACES = [
  ['Title', 3, 30],
  ['Artist', 33, 30],
  ['Album', 63, 30],
  ['Comment', 97, 30],
] as const;
