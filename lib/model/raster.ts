/** Orientations as Exif counts them (tag 0x0112): 1 is as stored, 6 is to be turned to the right for showing. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Pixels as stored in the file: no scaling, no rotation, no color management, alpha not premultiplied. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** Row-major RGBA, 8 bits a sample. */
  readonly rgba: Uint8Array;
  /** How the file says to turn it for showing; absent: as stored. */
  readonly orientation?: Orientation;
}
