import type { Unanswered } from './outcome.ts';
import type { XmpProperty } from './xmp.ts';

/**
 * What a decoder read from one part, and why it stopped early. What stood before a break is kept;
 * `incomplete: null` says the part was read to its end, so that an empty value then means "nothing there".
 */
export interface Decoded<T> {
  readonly value: T;
  readonly incomplete: Unanswered | null;
}

/** The EXIF tags Whence reads. Texts are trimmed of NULs; absent tags are absent keys. */
export interface ExifFields {
  readonly make?: string;
  readonly model?: string;
  readonly software?: string;
  readonly artist?: string;
  readonly copyright?: string;
  readonly imageDescription?: string;
  readonly documentName?: string;
  readonly userComment?: string;
  /** MakerNote (0x927C) when it is short readable text, as Fooocus writes it. */
  readonly makerNoteText?: string;
  readonly dateTimeOriginal?: string;
  /** `+02:00`: what DateTimeOriginal is ahead of UTC. */
  readonly offsetTimeOriginal?: string;
  readonly lensMake?: string;
  readonly lensModel?: string;
  /** Seconds. */
  readonly exposureTime?: number;
  readonly fNumber?: number;
  readonly iso?: number;
  /** Millimeters. */
  readonly focalLength?: number;
  /** BodySerialNumber (0xA431) is present (the value itself is kept for the person to ask for). */
  readonly serialNumber?: string;
  readonly ownerName?: string;
  /** Decimal degrees, WGS 84. */
  readonly gps?: { readonly latitude: number; readonly longitude: number };
  /** Other ASCII tags of IFD0 by number (ComfyUI writes its JSON on descending ids). */
  readonly otherText: ReadonlyMap<number, string>;
}

/** IPTC-IIM datasets of record 2, by dataset number; a dataset may repeat. */
export type IptcFields = ReadonlyMap<number, readonly string[]>;

/** One piece of free text with the keyword it stands under ('' for comments). */
export interface TextField {
  readonly keyword: string;
  readonly text: string;
  /** The place as its format names it (`ID3 TXXX`); absent: a PNG text chunk. */
  readonly where?: string;
}

/** Everything the decoders read from one file; each list holds what was found, in file order. */
export interface DecodedFields {
  readonly xmp: readonly XmpProperty[];
  readonly exif: ExifFields | null;
  readonly iptc: IptcFields;
  /** PNG text chunks, and the tags of sound, video and documents, by keyword; one name for what formats call by several. */
  readonly texts: readonly TextField[];
  /** Addresses of a record kept elsewhere that the file's own structure states (HTML, fonts). */
  readonly recordLinks?: readonly string[];
  /** JPEG and GIF comments, readable APP segments. */
  readonly comments: readonly string[];
  /** The whole of a plain text. */
  readonly plainText?: string;
  /** Bytes after the format's end, as text where readable (capped). */
  readonly trailer: string;
}
