import { ByteView } from '../bytes/byte-view.ts';
import { inflate } from '../bytes/inflate.ts';
import type { PartKind } from '../model/container.ts';
import type { TextField } from '../model/fields.ts';
import type { Outcome } from '../model/outcome.ts';
import { decodeText } from './text.ts';

/** The part kinds that are PNG text chunks. */
export type PngTextKind = Extract<PartKind, 'png-text' | 'png-ztxt' | 'png-itxt'>;

/** A PNG text chunk, opened: its text is kept as bytes, as it may be a packet of another kind. */
export interface PngText {
  readonly keyword: string;
  readonly bytes: Uint8Array;
}

/**
 * Keyword and text of a tEXt, zTXt or iTXt chunk, inflated where compressed (PNG 3 §11.3.3).
 * Never `absent`. `too-large`: more than `cap` bytes would come out.
 */
export function openPngText(kind: PngTextKind, chunk: Uint8Array, cap: number): Outcome<PngText> {
  const view = new ByteView(chunk);
  const keyword = view.zeroTerminated(0, MAX_KEYWORD + 1);
  if (keyword === undefined) return { kind: 'unanswered', why: 'malformed' };
  const rest = view.from(keyword.length + 1);
  if (kind === 'png-text') return plain(keyword, rest.bytes, cap);
  if (kind === 'png-ztxt') return inflated(keyword, rest.u8(0), rest.from(1).bytes, cap);

  const [flag, method] = [rest.u8(0), rest.u8(1)];
  const language = rest.zeroTerminated(2, MAX_HEADER);
  const translated = language === undefined ? undefined : rest.zeroTerminated(3 + language.length, MAX_HEADER);
  if (flag === undefined || language === undefined || translated === undefined)
    return { kind: 'unanswered', why: 'malformed' };
  const text = rest.from(2 + language.length + 1 + translated.length + 1).bytes;
  return flag === 0 ? plain(keyword, text, cap) : inflated(keyword, method, text, cap);
}

/** The text of an opened chunk: many writers put UTF-8 where the format says Latin-1. */
export function pngTextField(opened: PngText): TextField {
  return { keyword: opened.keyword, text: decodeText(opened.bytes) };
}

function plain(keyword: string, bytes: Uint8Array, cap: number): Outcome<PngText> {
  return bytes.length > cap ? { kind: 'unanswered', why: 'too-large' } : { kind: 'found', value: { keyword, bytes } };
}

function inflated(keyword: string, method: number | undefined, bytes: Uint8Array, cap: number): Outcome<PngText> {
  if (method !== DEFLATE) return { kind: 'unanswered', why: method === undefined ? 'malformed' : 'unsupported' };
  const opened = inflate(bytes, 'zlib', cap);
  return opened.kind === 'found' ? { kind: 'found', value: { keyword, bytes: opened.value } } : opened;
}

const MAX_KEYWORD = 79;
/** Language tag and translated keyword; the format names no limit, real ones are a few letters. */
const MAX_HEADER = 1024;
const DEFLATE = 0;
