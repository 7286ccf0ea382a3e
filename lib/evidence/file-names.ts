import type { Format } from '../model/format.ts';

/** Files of every pack. No name in a pack comes from a page or a file. */
export const INDEX = 'pack.json';
export const REPORT = 'report.json';
export const REPORT_PAGE = 'report.html';
export const README = 'README.txt';
export const SUMS = 'SHA256SUMS';
export const VIEW = 'view.png';
export const SIGHTING = 'sighting.json';
export const FINGERPRINT = 'work-fingerprint.bin';

/** The original's name: public tools go by the ending. */
export function originalName(format: Format): string {
  return `original.${ENDINGS.get(format) ?? 'bin'}`;
}

/** Name of the small picture kept of a work. */
export function workPictureName(type: string): string {
  return `work.${ENDINGS.get(type as Format) ?? 'bin'}`;
}

/** @param index from 0 */
export function manifestName(index: number): string {
  return index === 0 ? 'manifest.c2pa' : `manifest-${index + 1}.c2pa`;
}

/** @param index of the list, from 0 */
export function listNames(index: number): { readonly anchors: string; readonly allowed: string } {
  return { anchors: `trust/${index + 1}-anchors.pem`, allowed: `trust/${index + 1}-allowed.pem` };
}

const ENDINGS: ReadonlyMap<Format, string> = new Map([
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['image/webp', 'webp'],
  ['image/gif', 'gif'],
  ['image/avif', 'avif'],
  ['image/heic', 'heic'],
  ['image/heif', 'heif'],
  ['image/tiff', 'tif'],
  ['image/svg+xml', 'svg'],
  ['image/jxl', 'jxl'],
  ['image/x-adobe-dng', 'dng'],
  ['video/mp4', 'mp4'],
  ['video/quicktime', 'mov'],
  ['video/iso.segment', 'm4s'],
  ['video/webm', 'webm'],
  ['video/x-matroska', 'mkv'],
  ['video/x-msvideo', 'avi'],
  ['audio/mp4', 'm4a'],
  ['audio/mpeg', 'mp3'],
  ['audio/aac', 'aac'],
  ['audio/wav', 'wav'],
  ['audio/flac', 'flac'],
  ['audio/ogg', 'ogg'],
  ['application/pdf', 'pdf'],
  ['application/c2pa', 'c2pa'],
  ['application/zip', 'zip'],
  ['application/epub+zip', 'epub'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'docx'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
  ['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'pptx'],
  ['application/vnd.oasis.opendocument.text', 'odt'],
  ['application/vnd.oasis.opendocument.spreadsheet', 'ods'],
  ['application/vnd.oasis.opendocument.presentation', 'odp'],
  ['font/otf', 'otf'],
  ['font/ttf', 'ttf'],
  ['font/collection', 'ttc'],
  ['font/woff', 'woff'],
  ['font/woff2', 'woff2'],
  ['text/html', 'html'],
  ['text/plain', 'txt'],
]);
