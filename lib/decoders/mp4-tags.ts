import { ByteView } from '../bytes/byte-view.ts';
import type { Decoded, TextField } from '../model/fields.ts';
import type { Unanswered } from '../model/outcome.ts';
import { commonTagName } from './tag-names.ts';
import { decodeText, trimBlanks } from './text.ts';

/**
 * Tags of MP4 and QuickTime, as boxes joined: a `keys` box and the items that name its entries by number, items named
 * by four letters or freely (`----`), and text boxes of `udta` (QuickTime File Format, "Metadata" and "User data").
 */
export function decodeMp4Tags(bytes: Uint8Array): Decoded<readonly TextField[]> {
  const fields: TextField[] = [];
  let keys: readonly string[] = [];
  let incomplete: Unanswered | null = null;
  const isWhole = eachBox(new ByteView(bytes), (type, content) => {
    if (fields.length >= MOST_FIELDS) incomplete = 'too-large';
    else if (type === 'keys') keys = readKeys(content);
    else fields.push(...readTag(nameOf(type, keys), type, content));
  });
  return { value: fields, incomplete: incomplete ?? (isWhole ? null : 'malformed') };
}

/** Entries of length, namespace and name, numbered from 1. */
function readKeys(content: ByteView): readonly string[] {
  const keys: string[] = [];
  eachBox(content.from(FULL_BOX + COUNT), (_, name) => {
    if (keys.length < MOST_FIELDS) keys.push(decodeText(name.bytes));
  });
  return keys;
}

function nameOf(type: string, keys: readonly string[]): string {
  const number = new ByteView(Uint8Array.from(type, (letter) => letter.charCodeAt(0))).u32(0) ?? 0;
  return keys[number - 1] ?? type;
}

function readTag(name: string, type: string, content: ByteView): readonly TextField[] {
  const isItem = content.startsWith('data', 4) || content.startsWith('mean', 4);
  if (isItem) return readItem(name, content);
  const text = userDataText(type, content);
  return text === null ? [] : [field(name, text)];
}

/** `data` boxes hold the values; `mean` and `name` say what a `----` is. */
function readItem(name: string, item: ByteView): readonly TextField[] {
  const fields: TextField[] = [];
  let [mean, own] = ['', ''];
  eachBox(item, (type, content) => {
    if (type === 'mean') mean = decodeText(content.from(FULL_BOX).bytes);
    else if (type === 'name') own = decodeText(content.from(FULL_BOX).bytes);
    else if (type === 'data' && fields.length < MOST_VALUES && isText(content.u32(0)))
      fields.push(
        field(own === '' ? name : name === '----' && mean === ITUNES ? own : `${mean}:${own}`, dataText(content)),
      );
  });
  return fields;
}

/** UTF-8 and UTF-16 (1, 2), and 0, which some writers leave for text. */
function isText(type: number | undefined): boolean {
  return type === 0 || type === UTF_8 || type === UTF_16;
}

function dataText(content: ByteView): string {
  const { bytes } = content.from(DATA_HEADER);
  return content.u32(0) === UTF_16 ? trimBlanks(new TextDecoder('utf-16be').decode(bytes)) : decodeText(bytes);
}

/** QuickTime's `©xyz`: length, language, text. 3GPP's `cprt` and its kin: version, language, text. Else plain text. */
function userDataText(type: string, content: ByteView): string | null {
  if (type.startsWith('©')) {
    const length = content.u16(0);
    return length === undefined || !content.has(4, length) ? null : decodeText(content.from(4, length).bytes);
  }
  if (THREE_GPP.has(type)) return decodeText(content.from(FULL_BOX + LANGUAGE).bytes);
  return PLAIN.test(type) ? decodeText(content.bytes) : null;
}

function field(name: string, text: string): TextField {
  return { keyword: commonTagName(name), text, where: `MP4 tag ${name}` };
}

/** `false`: the lengths do not add up. A zero ends the list. */
function eachBox(parent: ByteView, read: (type: string, content: ByteView) => void): boolean {
  for (let at = 0; at < parent.length;) {
    const [length, type] = [parent.u32(at), parent.latin1(at + 4, 4)];
    if (length === 0) return true;
    if (length === undefined || type === undefined || length < HEADER || !parent.has(at, length)) return false;
    read(type, parent.from(at + HEADER, length - HEADER));
    at += length;
  }
  return true;
}

const HEADER = 8;
const FULL_BOX = 4;
const COUNT = 4;
const LANGUAGE = 2;
/** Type and locale. */
const DATA_HEADER = 8;
const UTF_8 = 1;
const UTF_16 = 2;
const ITUNES = 'com.apple.iTunes';
const THREE_GPP = new Set(['cprt', 'titl', 'dscp', 'auth', 'perf', 'gnre']);
/** What China's label and a few vendors write straight into `udta`. */
const PLAIN = /^(?:aigc|name|xid )$/i;
const MOST_FIELDS = 1024;
const MOST_VALUES = 32;
