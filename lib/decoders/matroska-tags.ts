import { ByteView } from '../bytes/byte-view.ts';
import { eachEbmlElement } from '../bytes/ebml.ts';
import type { Decoded, TextField } from '../model/fields.ts';
import type { Unanswered } from '../model/outcome.ts';
import { commonTagName } from './tag-names.ts';
import { decodeText } from './text.ts';

/** Matroska's `Info` and `Tags`, headers and all, joined (RFC 9559 §5.1.2, §5.1.8). Tags in tags are read to a depth. */
export function decodeMatroskaTags(bytes: Uint8Array): Decoded<readonly TextField[]> {
  const fields: TextField[] = [];
  let incomplete: Unanswered | null = null;
  const take = (field: TextField) => {
    if (fields.length < MOST_FIELDS) fields.push(field);
    else incomplete ??= 'too-large';
  };
  const walk = (parent: ByteView, depth: number): void => {
    if (depth > DEEPEST) return void (incomplete ??= 'too-large');
    let [name, text] = ['', ''];
    const isWhole = eachEbmlElement(parent, (id, content) => {
      if (NESTING.has(id)) walk(content, depth + 1);
      else if (id === TAG_NAME) name = decodeText(content.bytes);
      else if (id === TAG_STRING) text = decodeText(content.bytes);
      else if (INFO_NAMES.has(id)) take(fieldOf(INFO_NAMES.get(id) ?? '', decodeText(content.bytes)));
    });
    if (!isWhole) incomplete ??= 'malformed';
    if (name !== '' && text !== '') take(fieldOf(name, text));
  };
  walk(new ByteView(bytes), 0);
  return { value: fields, incomplete };
}

function fieldOf(name: string, text: string): TextField {
  return { keyword: commonTagName(name), text, where: `Matroska ${name}` };
}

/** Info, Tags, Tag, SimpleTag. */
const NESTING = new Set([0x1549a966, 0x1254c367, 0x7373, 0x67c8]);
const TAG_NAME = 0x45a3;
const TAG_STRING = 0x4487;
const INFO_NAMES = new Map([
  [0x7ba9, 'Title'],
  [0x4d80, 'MuxingApp'],
  [0x5741, 'WritingApp'],
]);
const DEEPEST = 8;
const MOST_FIELDS = 1024;
