/** Pixels as stored in the file: no scaling, no color management, alpha not premultiplied. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** Row-major RGBA, 8 bits a sample. */
  readonly rgba: Uint8Array;
}
