import type { Format } from './format.ts';
import type { Unanswered } from './outcome.ts';

/** Half-open span of bytes in the file: [offset, offset + length). */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** What a part holds; its decoder is chosen by this name. */
export type PartKind =
  | 'c2pa' // a JUMBF manifest store
  | 'xmp' // an XMP packet
  | 'xmp-extended' // JPEG APP1 extended XMP: GUID, total, offset, then the chunk (one part a segment)
  | 'exif' // a TIFF structure (byte order mark first)
  | 'iptc' // Photoshop image resources ("8BIM…"), or bare IIM in TIFF 33723
  | 'png-text' // keyword and the rest of a tEXt chunk
  | 'png-ztxt' // the whole data of a zTXt chunk
  | 'png-itxt' // the whole data of an iTXt chunk
  | 'comment' // JPEG COM or GIF comment text
  | 'app-text' // a JPEG APP segment that starts with readable text (TC260 writes `AIGC{…}` there)
  | 'mp4-tags' // boxes that hold tags, headers and all: `keys` if there is one, then the items of `ilst`; or those of `udta`
  | 'id3v2.2' // frames of an ID3v2.2 tag, headers and all
  | 'id3v2.3' // … of ID3v2.3
  | 'id3v2.4' // … of ID3v2.4
  | 'id3v1' // the 128 bytes of an ID3v1 tag
  | 'ape-tags' // the items of an APEv2 tag
  | 'riff-text' // RIFF chunks that hold text, headers and all: those of LIST INFO, `AIGC`, `bext`, `axml`, `iXML`
  | 'vorbis-comment' // a Vorbis comment list, from the length of the vendor's name on
  | 'matroska-tags' // Matroska elements `Info` and `Tags`, headers and all
  | 'pdf-info' // a PDF information dictionary, `<<` to `>>`
  | 'ooxml-properties' // docProps/custom.xml of an Office document
  | 'front-matter' // the YAML block at the head of a text
  | 'plain-text' // a whole text in UTF-8
  | 'c2pa-link' // the address of a manifest kept elsewhere, as HTML or a font states it
  | 'trailer'; // bytes after the format's own end (JPEG EOI): Samsung keeps its edit data there

/** Where one part lies. Its bytes are the ranges joined in order, `encoding` undone, and of that the span `within`. */
export interface Part {
  readonly kind: PartKind;
  readonly ranges: readonly ByteRange[];
  /** How the joined bytes are wrapped. Absent: not at all. */
  readonly encoding?: Encoding;
  /** The span of the unwrapped bytes that is the part. Absent: all of them. */
  readonly within?: ByteRange;
}

/** The ways a format may wrap a part. */
export type Encoding =
  | 'base64' // RFC 4648 §4, white space allowed
  | 'zlib' // RFC 1950
  | 'deflate' // RFC 1951, bare
  | 'brotli' // RFC 7932
  | 'unsynchronised' // ID3: a zero after each FF
  | 'variation-selectors'; // C2PA in text: a byte a selector, in UTF-8

/** What a container's walk found. Says where things are, decodes nothing. */
export interface ContainerMap {
  readonly format: Format;
  readonly parts: readonly Part[];
  /** Why the walk ended early; `null` when the whole structure was walked. */
  readonly incomplete: Unanswered | null;
  /**
   * The file is one piece of a whole (the head of a fragmented MP4, a sidecar): a record in it
   * is about the whole, so its content hash cannot be compared with this file.
   */
  readonly isPiece?: true;
  /** Picture size in pixels where the structure states it. */
  readonly pixels?: { readonly width: number; readonly height: number };
}
