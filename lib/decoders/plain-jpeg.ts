/**
 * A copy of a JPEG whose Exif no decoder recognizes, so that all leave the picture as it is stored: browsers turn it by
 * Exif whatever they are asked. `null`: it has four inks instead of light.
 * Segments: ITU-T T.81 B.1; Exif in APP1: CIPA DC-008 4.7.2.
 */
export function plainJpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const plain = bytes.slice();
  for (let at = 2, count = 0; count < MOST_SEGMENTS && at + 4 <= plain.length && plain[at] === 0xff; count++) {
    const marker = plain[at + 1] ?? 0;
    if (marker === START_OF_SCAN) break;
    if (marker === APP1 && isExif(plain, at + 4)) plain[at + 4] = OTHER_LETTER;
    if (isFrame(marker) && plain[at + 9] === INKS) return null;
    // Fill bytes stand alone; everything else before the scan says how long it is.
    at += marker === 0xff ? 1 : 2 + (((plain[at + 2] ?? 0) << 8) | (plain[at + 3] ?? 0));
  }
  return plain;
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
