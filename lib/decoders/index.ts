import { utf8 } from '../bytes/byte-view.ts';
import type { ContainerMap, Part, PartKind } from '../model/container.ts';
import type { Decoded, DecodedFields, ExifFields, TextField } from '../model/fields.ts';
import type { Outcome, Unanswered } from '../model/outcome.ts';
import type { XmpProperty } from '../model/xmp.ts';
import { decodeApeTags } from './ape-tags.ts';
import { decodeComment, decodeTrailer } from './comments.ts';
import { decodeExif } from './exif.ts';
import { decodeFrontMatter } from './front-matter.ts';
import { decodeId3 } from './id3.ts';
import { decodeId3v1 } from './id3v1.ts';
import { decodeIptc } from './iptc.ts';
import { decodeMatroskaTags } from './matroska-tags.ts';
import { decodeMp4Tags } from './mp4-tags.ts';
import { decodeOoxmlProperties } from './ooxml-properties.ts';
import { decodePdfInfo } from './pdf-info.ts';
import { openPngText, type PngTextKind, pngTextField } from './png-text.ts';
import { decodeRawProfile } from './raw-profile.ts';
import { decodeRiffText } from './riff-text.ts';
import { decodeText } from './text.ts';
import { decodeVorbisComment } from './vorbis-comment.ts';
import { decodeXmp } from './xmp.ts';
import { decodeExtendedXmp } from './xmp-extended.ts';

/** What the decoders made of one file, and which kinds of parts are not known to their end. */
export interface DecodedParts {
  readonly fields: DecodedFields;
  readonly gaps: ReadonlyMap<PartKind, Unanswered>;
}

/**
 * Reads and decodes every part but the C2PA ones: the one place that knows which decoder takes which part.
 * @param read the bytes of a part, its ranges joined; asked once a part, one at a time
 */
export async function decodeParts(
  map: ContainerMap,
  read: (part: Part) => Promise<Outcome<Uint8Array>>,
): Promise<DecodedParts> {
  const collected = new Collection();
  for (const part of map.parts) {
    if (part.kind === 'c2pa') continue;
    const length = part.ranges.reduce((sum, range) => sum + range.length, 0);
    if (!collected.mayTake(length)) {
      collected.miss(part.kind, 'too-large');
      continue;
    }
    const bytes = await read(part);
    if (bytes.kind === 'found') collected.take(part.kind, bytes.value);
    else if (bytes.kind === 'unanswered') collected.miss(part.kind, bytes.why);
  }
  return collected.finish();
}

class Collection {
  readonly #gaps = new Map<PartKind, Unanswered>();
  #xmp: readonly XmpProperty[] = [];
  readonly #xmpExtended: Uint8Array[] = [];
  readonly #iptc = new Map<number, readonly string[]>();
  readonly #texts: TextField[] = [];
  readonly #comments: string[] = [];
  readonly #recordLinks: string[] = [];
  #exif: ExifFields | null = null;
  #plainText: string | null = null;
  #trailer = '';
  #parts = 0;
  #bytesLeft = MAX_TOTAL_BYTES;

  mayTake(length: number): boolean {
    this.#parts++;
    return this.#parts <= MAX_PARTS && length <= MAX_PART_BYTES && length <= this.#bytesLeft;
  }

  miss(kind: PartKind, why: Unanswered): void {
    if (!this.#gaps.has(kind)) this.#gaps.set(kind, why);
  }

  take(kind: Exclude<PartKind, 'c2pa'>, bytes: Uint8Array): void {
    this.#bytesLeft -= bytes.length;
    switch (kind) {
      case 'xmp':
        this.#xmp = [...this.#xmp, ...this.#kept('xmp', decodeXmp(bytes))];
        break;
      case 'xmp-extended':
        this.#xmpExtended.push(bytes);
        break;
      case 'exif':
        this.#takeExif(bytes);
        break;
      case 'iptc':
        for (const [dataset, texts] of this.#kept('iptc', decodeIptc(bytes)))
          this.#iptc.set(dataset, [...(this.#iptc.get(dataset) ?? []), ...texts]);
        break;
      case 'png-text':
      case 'png-ztxt':
      case 'png-itxt':
        this.#takePngText(kind, bytes);
        break;
      case 'comment':
      case 'app-text':
        this.#comments.push(this.#kept(kind, decodeComment(bytes)));
        break;
      case 'trailer':
        this.#trailer += this.#kept('trailer', decodeTrailer(bytes));
        break;
      case 'plain-text':
        this.#plainText = utf8(bytes) ?? null;
        if (this.#plainText === null) this.miss('plain-text', 'malformed');
        break;
      case 'c2pa-link':
        this.#recordLinks.push(decodeText(bytes));
        break;
      default:
        this.#texts.push(...this.#kept(kind, TAGS[kind](bytes)));
    }
  }

  finish(): DecodedParts {
    const extended = this.#kept('xmp-extended', decodeExtendedXmp(this.#xmpExtended, this.#xmp));
    const fields = {
      xmp: [...this.#xmp, ...extended],
      exif: this.#exif,
      iptc: this.#iptc,
      texts: this.#texts,
      comments: this.#comments,
      ...(this.#recordLinks.length === 0 ? {} : { recordLinks: this.#recordLinks }),
      ...(this.#plainText === null ? {} : { plainText: this.#plainText }),
      trailer: this.#trailer,
    };
    return { fields, gaps: this.#gaps };
  }

  #kept<Value>(kind: PartKind, decoded: Decoded<Value>): Value {
    if (decoded.incomplete !== null) this.miss(kind, decoded.incomplete);
    return decoded.value;
  }

  /** Where a file holds more than one EXIF block the first one speaks; the others fill in. */
  #takeExif(bytes: Uint8Array): void {
    const decoded = this.#kept('exif', decodeExif(bytes));
    if (decoded === null) return;
    const otherText = new Map([...decoded.otherText, ...(this.#exif?.otherText ?? [])]);
    this.#exif = { ...decoded, ...this.#exif, otherText };
  }

  #takePngText(kind: PngTextKind, chunk: Uint8Array): void {
    const cap = Math.min(this.#bytesLeft, MAX_INFLATED_BYTES);
    const opened = openPngText(kind, chunk, cap);
    if (opened.kind !== 'found') {
      // A failed attempt has cost as much as one that worked: a file of bombs runs out of budget.
      this.#bytesLeft -= Math.min(cap, chunk.length * MOST_INFLATION);
      return opened.kind === 'unanswered' ? this.miss(kind, opened.why) : undefined;
    }
    const { keyword, bytes } = opened.value;
    this.#bytesLeft -= bytes.length;
    // Some writers put the packet in a tEXt chunk in place of the iTXt that is meant for it.
    if (keyword === XMP_KEYWORD) return this.take('xmp', bytes);
    const profile = decodeRawProfile(keyword, bytes);
    if (profile.kind === 'found') return this.take(profile.value.kind, profile.value.bytes);
    if (profile.kind === 'unanswered') return this.miss(kind, profile.why);
    this.#texts.push(pngTextField(opened.value));
  }
}

/** The tags of sound, video and documents: each decoder answers texts by keyword. */
const TAGS = {
  'mp4-tags': decodeMp4Tags,
  'id3v2.2': (bytes: Uint8Array) => decodeId3(bytes, 2),
  'id3v2.3': (bytes: Uint8Array) => decodeId3(bytes, 3),
  'id3v2.4': (bytes: Uint8Array) => decodeId3(bytes, 4),
  id3v1: decodeId3v1,
  'ape-tags': decodeApeTags,
  'riff-text': decodeRiffText,
  'vorbis-comment': decodeVorbisComment,
  'matroska-tags': decodeMatroskaTags,
  'pdf-info': decodePdfInfo,
  'ooxml-properties': decodeOoxmlProperties,
  'front-matter': decodeFrontMatter,
};

const XMP_KEYWORD = 'XML:com.adobe.xmp';
/** The largest extended XMP read; every other part of a real file is far smaller. */
const MAX_PART_BYTES = 16 * 1024 * 1024;
/** Read and inflated together: the bound on the memory one file's metadata may take. */
const MAX_TOTAL_BYTES = 48 * 1024 * 1024;
/** One text chunk, inflated. Node graphs of a megabyte occur. */
const MAX_INFLATED_BYTES = 8 * 1024 * 1024;
/** What DEFLATE can grow by. */
const MOST_INFLATION = 1032;
/** A file of nothing but comments must end too; real ones have under a hundred parts. */
const MAX_PARTS = 2000;
