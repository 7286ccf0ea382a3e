import type { Raster } from '../../lib/model/raster.ts';

export type Pattern = 'grating' | 'saw-tooth' | 'checkerboard';
export type Direction = 'across' | 'down' | 'diagonal';
export type Channel = 'red' | 'green' | 'blue' | 'all';

export const PATTERNS: readonly Pattern[] = ['grating', 'saw-tooth', 'checkerboard'];
export const DIRECTIONS: readonly Direction[] = ['across', 'down', 'diagonal'];
export const CHANNELS: readonly Channel[] = ['red', 'green', 'blue'];

export interface Structure {
  readonly pattern: Pattern;
  readonly direction: Direction;
  readonly channel: Channel;
  /** Pixels after which it repeats. */
  readonly period: number;
}

/** A picture that is nothing but one period over and over, at full contrast, on middle gray. */
export function structuredPicture(
  { pattern, direction, channel, period }: Structure,
  width: number,
  height: number,
): Raster {
  const lines = Uint8Array.from({ length: width + height }, (_, at) => {
    const phase = (at % period) / period;
    if (pattern === 'grating') return Math.round(127.5 + 127.5 * Math.sin(2 * Math.PI * phase));
    return pattern === 'saw-tooth' ? Math.round(255 * phase) : phase < 0.5 ? 0 : 255;
  });
  const rgba = new Uint8Array(width * height * 4).fill(128);
  const first = { red: 0, green: 1, blue: 2, all: 0 }[channel];
  const last = channel === 'all' ? 2 : first;
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 4) {
      const along = direction === 'across' ? x : direction === 'down' ? y : x + y;
      let value = lines[along] ?? 0;
      // A checkerboard turns over with the other direction too; stripes are what a grating is.
      if (pattern === 'checkerboard' && ((direction === 'across' ? y : x) % period) * 2 >= period) value = 255 - value;
      for (let sample = first; sample <= last; sample++) rgba[at + sample] = value;
      rgba[at + 3] = 255;
    }
  return { width, height, rgba };
}
