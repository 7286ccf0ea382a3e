import type { Orientation } from '../model/raster.ts';
import { exifOrientation } from './exif-orientation.ts';

/** A JPEG that every decoder leaves as it is stored. */
export interface PlainJpeg {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** How its Exif said to turn it for showing. */
  readonly orientation: Orientation;
}

/**
 * A copy of a JPEG whose Exif no decoder recognizes, so that all leave the picture as it is stored: browsers turn it by
 * Exif whatever they are asked. `null`: it has four inks instead of light.
 * Segments: ITU-T T.81 B.1; Exif in APP1: CIPA DC-008 4.7.2.
 */
export function plainJpeg(bytes: Uint8Array): PlainJpeg | null {
  const plain = bytes.slice();
  let orientation: Orientation | null = null;
  for (let at = 2, count = 0; count < MOST_SEGMENTS && at + 4 <= plain.length && plain[at] === 0xff; count++) {
    const marker = plain[at + 1] ?? 0;
    if (marker === START_OF_SCAN) break;
    const length = ((plain[at + 2] ?? 0) << 8) | (plain[at + 3] ?? 0);
    if (marker === APP1 && isExif(plain, at + 4)) {
      orientation ??= exifOrientation(plain.slice(at + 4, at + 2 + length));
      plain[at + 4] = OTHER_LETTER;
    }
    if (isFrame(marker) && plain[at + 9] === INKS) return null;
    // Fill bytes stand alone; everything else before the scan says how long it is.
    at += marker === 0xff ? 1 : 2 + length;
  }
  return { bytes: plain, orientation: orientation ?? 1 };
}

function isExif(bytes: Uint8Array, at: number): boolean {
  return EXIF.every((letter, index) => bytes[at + index] === letter);
}

/** SOF0 to SOF15; among them stand DHT, JPG and DAC. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

const START_OF_SCAN = 0xda;
const APP1 = 0xe1;
const INKS = 4;
const EXIF = [...'Exif'].map((letter) => letter.charCodeAt(0));
const OTHER_LETTER = 'X'.charCodeAt(0);
/** Extended XMP and ICC profiles come in pieces of 64 KiB: 64 MiB of them are a thousand. */
const MOST_SEGMENTS = 4096;
