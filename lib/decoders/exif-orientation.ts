import type { Orientation } from '../model/raster.ts';
import { openTiff } from './exif.ts';

/** How Exif says to turn the picture for showing (tag 0x0112, TIFF 6.0); 1 where it says nothing valid. */
export function exifOrientation(bytes: Uint8Array): Orientation {
  const tiff = openTiff(bytes);
  const ifd0 = tiff?.u32(4) ?? 0;
  const count = Math.min(tiff?.u16(ifd0) ?? 0, MAX_ENTRIES);
  for (let index = 0; index < count; index++) {
    const at = ifd0 + 2 + index * ENTRY_LENGTH;
    if (tiff?.u16(at) !== ORIENTATION) continue;
    const value = tiff.u16(at + 2) === SHORT ? tiff.u16(at + 8) : undefined;
    return ORIENTATIONS.find((each) => each === value) ?? 1;
  }
  return 1;
}

const ORIENTATION = 0x0112;
const ORIENTATIONS: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];
const SHORT = 3;
const ENTRY_LENGTH = 12;
const MAX_ENTRIES = 1000;
