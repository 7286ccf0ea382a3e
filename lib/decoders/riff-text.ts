import { ByteView } from '../bytes/byte-view.ts';
import { hex } from '../bytes/hex.ts';
import type { Decoded, TextField } from '../model/fields.ts';
import { commonTagName } from './tag-names.ts';
import { decodeText } from './text.ts';

/** RIFF chunks that hold text, headers and all, joined: those of `LIST INFO`, `AIGC`, Broadcast WAV's own. */
export function decodeRiffText(bytes: Uint8Array): Decoded<readonly TextField[]> {
  const view = new ByteView(bytes, 'little');
  const fields: TextField[] = [];
  for (let at = 0; at < bytes.length;) {
    const [type, length] = [view.latin1(at, 4), view.u32(at + 4)];
    const content = length === undefined ? undefined : view.slice(at + HEADER, length);
    if (type === undefined || length === undefined || content === undefined)
      return { value: fields, incomplete: 'malformed' };
    if (fields.length >= MOST_FIELDS) return { value: fields, incomplete: 'too-large' };
    if (type === 'bext') fields.push(...readBroadcast(new ByteView(content)));
    else fields.push(field(type, decodeText(content)));
    at += HEADER + length + (length % 2);
  }
  return { value: fields, incomplete: null };
}

/** EBU Tech 3285 §2.3: texts of fixed length, the coding history behind them. */
function readBroadcast(chunk: ByteView): readonly TextField[] {
  const text = (at: number, length: number) => decodeText(chunk.from(at, length).bytes);
  const fields = [
    field('bext Description', text(0, 256)),
    field('bext Originator', text(256, 32)),
    field('bext OriginatorReference', text(288, 32)),
    field('bext UMID', umidText(chunk.from(UMID_AT, UMID).bytes)),
    field('bext CodingHistory', text(602, chunk.length)),
  ];
  return fields.filter((each) => each.text !== '');
}

function field(name: string, text: string): TextField {
  // In RIFF `ISRC` is the source, and not the recording's code that is called so everywhere else.
  return { keyword: name === 'ISRC' ? 'RIFF ISRC' : commonTagName(name), text, where: `RIFF ${name}` };
}

/** `''` where the place is empty, as in version 0, which has none. */
function umidText(bytes: Uint8Array): string {
  const isEmpty = bytes.every((byte) => byte === 0);
  return isEmpty ? '' : hex(bytes).toUpperCase();
}

const UMID_AT = 348;
/** The basic one; what may follow says when and where. */
const UMID = 32;
const HEADER = 8;
const MOST_FIELDS = 1024;
