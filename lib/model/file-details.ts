import type { Exposure } from './report.ts';

/** Where in a file a detail stands. `record`: in the C2PA record, so its signer says it. */
export type DetailSource = 'exif' | 'xmp' | 'iptc' | 'text' | 'record';

/** What a file says of how it was taken. */
export type CaptureName =
  | 'make'
  | 'model'
  | 'lens'
  /** Seconds, as a fraction where that is how photographers say it: `1/250`. */
  | 'exposure'
  /** The f-number. */
  | 'aperture'
  | 'iso'
  /** Millimeters. */
  | 'focal-length'
  /** `2021-05-03`, then `T14:22:11`, then what that is ahead of UTC, as far as stated; what is no date, as written. */
  | 'taken'
  | 'software';

/** One value, once, with all the places that state it. What places state differently is told side by side. */
export interface Detail<Name> {
  readonly name: Name;
  /** The file's own text, cut. */
  readonly value: string;
  readonly sources: readonly DetailSource[];
}

/** The small picture a record keeps of a file it names. Decoded by nobody yet. */
export type Preview =
  | { readonly kind: 'picture'; readonly type: PreviewType; readonly base64: string }
  /** More bytes or pixels than anything small has. */
  | { readonly kind: 'too-large' };

export type PreviewType = 'image/jpeg' | 'image/png' | 'image/webp';

/** What a file says in detail, read when a person looks at it; kept nowhere. */
export interface FileDetails {
  readonly capture: readonly Detail<CaptureName>[];
  /** What it tells about people; `null` unless that was asked for. */
  readonly people: readonly Detail<Exposure>[] | null;
  /** By JUMBF address, as `RecordNode.preview` names it. */
  readonly previews: readonly (readonly [address: string, preview: Preview])[];
}
