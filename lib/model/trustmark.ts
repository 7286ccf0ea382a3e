import type { Raster } from './raster.ts';

/** The sizes of TrustMark that Whence reads (https://github.com/adobe/trustmark). */
export type TrustmarkVariant = 'P' | 'Q';

/** One of Adobe's decoders, wherever it runs. */
export interface TrustmarkModel {
  readonly variant: TrustmarkVariant;
  /**
   * @param input planes of red, green and blue, row by row.
   * @param shape of the input: 1, 3, height, width.
   * @returns 100 numbers, one a bit: above zero is a one.
   */
  run(input: Float32Array, shape: readonly number[]): Promise<Float32Array>;
}

/** What reading TrustMark codes takes from its host. */
export interface TrustmarkReader {
  /** The decoders that the person has and wants used; loaded by the first call. */
  models(): Promise<readonly TrustmarkModel[]>;
  /** The picture as a JPEG of quality 95 would show it. */
  throughJpeg(raster: Raster): Promise<Raster>;
  /** Whether there is time to run a decoder once more. */
  hasTime(): boolean;
}
