import { ByteView } from '../bytes/byte-view.ts';
import { id3Frame } from '../bytes/id3-frames.ts';
import type { Id3Frame, Id3Version } from '../bytes/id3-frames.ts';
import { inflate } from '../bytes/inflate.ts';
import { resynchronize } from '../bytes/unsynchronisation.ts';
import type { Decoded, TextField } from '../model/fields.ts';
import type { Outcome, Unanswered } from '../model/outcome.ts';
import { commonTagName } from './tag-names.ts';
import { decodeText, trimBlanks } from './text.ts';

/** The texts of ID3v2 frames, headers and all, joined (https://id3.org/id3v2.4.0-frames §4). Other frames are passed over. */
export function decodeId3(bytes: Uint8Array, version: Id3Version): Decoded<readonly TextField[]> {
  const view = new ByteView(bytes);
  const fields: TextField[] = [];
  let incomplete: Unanswered | null = null;
  for (let at = 0; at < bytes.length;) {
    const frame = id3Frame(view.from(at), version);
    if (frame === 'padding') break;
    const stored = frame && view.slice(at + frame.header, frame.length);
    if (frame === null || stored == null) return { value: fields, incomplete: incomplete ?? 'malformed' };
    if (fields.length === MOST_FIELDS) return { value: fields, incomplete: 'too-large' };
    at += frame.header + frame.length;
    if (!/^(?:T|W|COMM?$|UFID?$)/.test(frame.id)) continue;
    const content = openFrame(frame, stored);
    if (content.kind === 'found') fields.push(fieldOf(frame.id, content.value));
    else if (content.kind === 'unanswered') incomplete ??= content.why;
  }
  return { value: fields, incomplete };
}

function openFrame(frame: Id3Frame, stored: Uint8Array): Outcome<Uint8Array> {
  if (frame.isEncrypted) return { kind: 'unanswered', why: 'unsupported' };
  const bytes = frame.isUnsynchronised ? resynchronize(stored) : stored;
  return frame.isCompressed ? inflate(bytes, 'zlib', LARGEST_INFLATED) : { kind: 'found', value: bytes };
}

function fieldOf(id: string, bytes: Uint8Array): TextField {
  if (id.startsWith('UFI')) {
    const [owner, identifier] = splitAt(bytes, 1);
    return field(`UFID ${decodeText(owner)}`, decodeText(identifier));
  }
  // Addresses are Latin-1 and state no encoding, save those with a description.
  if (id.startsWith('W') && id !== 'WXXX' && id !== 'WXX') return field(id, decodeText(bytes));
  const encoding = bytes[0] ?? 0;
  const hasLanguage = id === 'COMM' || id === 'COM';
  const rest = bytes.subarray(hasLanguage ? 1 + LANGUAGE : 1);
  if (!hasLanguage && !/^[TW]XXX?$/.test(id)) return field(id, readText(rest, encoding));
  const [description, text] = splitAt(rest, encoding === UTF_16 || encoding === UTF_16_BE ? 2 : 1);
  const name = readText(description, encoding);
  const value = id.startsWith('W') ? decodeText(text) : readText(text, encoding);
  return field(name === '' || hasLanguage ? id : name, value);
}

function field(name: string, text: string): TextField {
  return { keyword: commonTagName(name), text, where: `ID3 ${name}` };
}

/** What stands before and after the first NUL of `width` bytes. */
function splitAt(bytes: Uint8Array, width: 1 | 2): readonly [Uint8Array, Uint8Array] {
  for (let at = 0; at + width <= bytes.length; at += width) {
    if (bytes[at] === 0 && (width === 1 || bytes[at + 1] === 0))
      return [bytes.subarray(0, at), bytes.subarray(at + width)];
  }
  return [new Uint8Array(0), bytes];
}

function readText(bytes: Uint8Array, encoding: number): string {
  if (encoding !== UTF_16 && encoding !== UTF_16_BE) return decodeText(bytes);
  const isLittle = encoding === UTF_16 && !(bytes[0] === 0xfe && bytes[1] === 0xff);
  return trimBlanks(new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be').decode(bytes));
}

const UTF_16 = 1;
const UTF_16_BE = 2;
const LANGUAGE = 3;
const MOST_FIELDS = 1024;
const LARGEST_INFLATED = 1024 * 1024;
