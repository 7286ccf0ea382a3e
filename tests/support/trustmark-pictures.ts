import sharp from 'sharp';
import type { Raster } from '../../lib/model/raster.ts';
import type { TrustmarkModel, TrustmarkVariant } from '../../lib/model/trustmark.ts';
import type { Bits } from '../../lib/watermarks/bch.ts';
import { TRUSTMARK_CODES, type TrustmarkSchema } from '../../lib/watermarks/trustmark-code.ts';

export const SIDES = { P: 224, Q: 256 } as const;

/** The hundred bits an encoder writes for some data. */
export function trustmarkWord(schema: TrustmarkSchema, data: Bits): Bits {
  return Uint8Array.from([...data, ...TRUSTMARK_CODES[schema].encode(data), 0, 0, schema >> 1, schema & 1]);
}

/** Text as TrustMark writes it: seven bits a character, filled up with zeros. */
export function textBits(schema: TrustmarkSchema, text: string): Bits {
  const bits = [...text].map((letter) => letter.charCodeAt(0).toString(2).padStart(7, '0')).join('');
  return Uint8Array.from(bits.padEnd(TRUSTMARK_CODES[schema].dataBits, '0'), Number);
}

export interface Painted {
  readonly width: number;
  readonly height: number;
  readonly variant: TrustmarkVariant;
  /** How far from middle gray each bit's cell is, in samples; below zero for a zero. */
  readonly levels: ArrayLike<number>;
}

/**
 * A picture that the tiny decoder reads: a grid of 10 × 10 cells over the part of it that the real one would see, which
 * is worked out here again. What it does not see says the contrary.
 */
export function paintCells({ width, height, variant, levels }: Painted): Raster {
  const isWhole = variant === 'Q' && width <= 2 * height && height <= 2 * width;
  const side = Math.min(width, height);
  const [across, down] = isWhole ? [width, height] : [side, side];
  const [left, top] = [Math.floor((width - across) / 2), Math.floor((height - down) / 2)];
  const cells = SIDES[variant] / Math.floor(SIDES[variant] / 10);
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const column = Math.floor(((x - left) / across) * cells);
      const row = Math.floor(((y - top) / down) * cells);
      const isSeen = x >= left && y >= top && column < 10 && row < 10;
      const level = isSeen ? (levels[row * 10 + column] ?? 0) : -(levels[(x + y) % 100] ?? 0);
      rgba.fill(Math.round(127.5 + level), (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return { width, height, rgba };
}

export function levelsOf(word: Bits, level = 40): Float32Array {
  return Float32Array.from(word, (bit) => (bit === 1 ? level : -level));
}

/** A JPEG copy, by another encoder than browsers have. */
export async function throughJpeg({ width, height, rgba }: Raster, quality = 95): Promise<Raster> {
  const jpeg = await sharp(rgba, { raw: { width, height, channels: 4 } })
    .jpeg({ quality })
    .toBuffer();
  const pixels = await sharp(jpeg).ensureAlpha().raw().toBuffer();
  return { width, height, rgba: new Uint8Array(pixels) };
}

/** The tiny decoder without a runtime. */
export function cellReader(variant: TrustmarkVariant, bias = 0): TrustmarkModel & { readonly runs: number[] } {
  const side = SIDES[variant];
  const cell = Math.floor(side / 10);
  const runs: number[] = [];
  return {
    variant,
    runs,
    async run(input, shape) {
      runs.push(shape[2] ?? 0);
      if (shape.join() !== [1, 3, side, side].join() || input.length !== 3 * side * side) throw new RangeError('shape');
      return Float32Array.from({ length: 100 }, (_, at) => {
        let sum = 0;
        for (let plane = 0; plane < 3; plane++)
          for (let y = 0; y < cell; y++)
            for (let x = 0; x < cell; x++) {
              const row = Math.floor(at / 10) * cell + y;
              sum += input[plane * side * side + row * side + (at % 10) * cell + x] ?? NaN;
            }
        return sum / (3 * cell * cell) + bias;
      });
    },
  };
}
