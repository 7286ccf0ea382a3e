import { ByteView, latin1 } from '../bytes/byte-view.ts';

/**
 * Whether `bytes` begin with a C2PA manifest store: a JUMBF superbox whose description box carries
 * the C2PA type (C2PA 2.2 §11.1.4). The word "c2pa" alone, in prose or in what a remover left
 * behind, is not enough.
 */
export function startsManifestStore(bytes: Uint8Array): boolean {
  const view = new ByteView(bytes);
  const header = view.u32(0) === HAS_64_BIT_LENGTH ? 16 : 8;
  return (
    view.startsWith('jumb', 4) &&
    view.startsWith('jumd', header + 4) &&
    view.startsWith(C2PA_TYPE, header + JUMD_HEADER)
  );
}

/** Whether the first bytes hold a C2PA description box although they do not begin a store: a record damaged at its head. */
export function looksLikeStore(bytes: Uint8Array): boolean {
  const head = latin1(bytes.subarray(0, LABEL_WITHIN));
  const description = head.indexOf('jumd');
  return head.includes(C2PA_TYPE) || (description >= 0 && head.startsWith('c2pa\0', description + LABEL_AT));
}

/** Box type, type UUID and toggles come before the label. */
const LABEL_AT = 4 + 16 + 1;
/** A packet header, the box headers, the type and the label of a store. */
const LABEL_WITHIN = 64;

/** Bytes `startsManifestStore` may want. */
export const STORE_START = 40;

/**
 * How far into `bytes` the TIFF structure of an EXIF block begins. Some writers carry the
 * `Exif\0\0` of JPEG along into PNG, WebP and HEIF.
 */
export function tiffStart(bytes: Uint8Array): number {
  return new ByteView(bytes).startsWith('Exif\0') ? EXIF_SIGNATURE : 0;
}

/** `Exif`, NUL and a padding byte that a few cameras do not leave at zero. */
export const EXIF_SIGNATURE = 6;

const HAS_64_BIT_LENGTH = 1;
const JUMD_HEADER = 8;
/** UUID 63327061-0011-0010-8000-00AA00389B71. */
const C2PA_TYPE = 'c2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71';
