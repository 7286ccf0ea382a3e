import type { PartKind } from '../model/container.ts';

/** A PNG text chunk may hold an XMP packet or a raw profile; a closed one may hide any of them. */
const PNG_TEXTS = ['png-text', 'png-ztxt', 'png-itxt'] as const satisfies readonly PartKind[];

/** The parts that each kind of field can come from: what a detector must have seen before it says `absent`. */
export const xmpCarriers: readonly PartKind[] = ['xmp', 'xmp-extended', ...PNG_TEXTS];
export const exifCarriers: readonly PartKind[] = ['exif', ...PNG_TEXTS];
export const iptcCarriers: readonly PartKind[] = ['iptc', ...PNG_TEXTS];
export const textCarriers: readonly PartKind[] = [
  ...PNG_TEXTS,
  'comment',
  'app-text',
  'mp4-tags',
  'id3v2.2',
  'id3v2.3',
  'id3v2.4',
  'id3v1',
  'ape-tags',
  'riff-text',
  'vorbis-comment',
  'matroska-tags',
  'pdf-info',
  'ooxml-properties',
  'front-matter',
];
