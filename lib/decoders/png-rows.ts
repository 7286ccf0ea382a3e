/** What IHDR says of the samples (https://www.w3.org/TR/png-3/#11IHDR). */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits a sample. */
  readonly depth: number;
  readonly color: PngColor;
  readonly isInterlaced: boolean;
}

/** PNG's color types by number. */
export type PngColor = 0 | 2 | 3 | 4 | 6;

/** What stands beside the samples; empty where the file has none. */
export interface PngTables {
  /** Three bytes a color. */
  readonly palette: Uint8Array;
  /** A byte a color of the palette, or the one transparent color, 16 bits a sample. */
  readonly transparency: Uint8Array;
}

/** A rectangle of pixels that PNG stores row after row: all of them, or one of Adam7's seven. */
export interface PngPass {
  readonly left: number;
  readonly top: number;
  readonly stepX: number;
  readonly stepY: number;
  readonly width: number;
  readonly height: number;
  /** Bytes of a row, without the filter's. */
  readonly rowBytes: number;
}

/** Unfiltered in place and spread out to RGBA, 8 bits a sample; `null` when a row names a filter or color there is none of. */
export function toRgba(
  rows: Uint8Array,
  header: PngHeader,
  tables: PngTables,
  passes: readonly PngPass[],
): Uint8Array | null {
  const rgba = new Uint8Array(header.width * header.height * 4);
  const samplesOf = sampler(header, tables, rgba);
  const pixelBytes = Math.max((header.depth * CHANNELS[header.color]) / 8, 1);
  let at = 0;
  for (const pass of passes) {
    let above: Uint8Array = new Uint8Array(pass.rowBytes);
    for (let y = 0; y < pass.height; y++) {
      const row = rows.subarray(at + 1, at + 1 + pass.rowBytes);
      if (!unfilter(rows[at] ?? 0, row, above, pixelBytes)) return null;
      const to = (pass.top + y * pass.stepY) * header.width + pass.left;
      if (!samplesOf(row, pass.width, to, pass.stepX)) return null;
      above = row;
      at += 1 + pass.rowBytes;
    }
  }
  return rgba;
}

/** PNG §9.2. `false`: no such filter. */
function unfilter(filter: number, row: Uint8Array, above: Uint8Array, pixelBytes: number): boolean {
  const { length } = row;
  switch (filter) {
    case 0:
      return true;
    case 1:
      for (let i = pixelBytes; i < length; i++) row[i] = (row[i] ?? 0) + (row[i - pixelBytes] ?? 0);
      return true;
    case 2:
      for (let i = 0; i < length; i++) row[i] = (row[i] ?? 0) + (above[i] ?? 0);
      return true;
    case 3:
      for (let i = 0; i < length; i++) {
        const left = i < pixelBytes ? 0 : (row[i - pixelBytes] ?? 0);
        row[i] = (row[i] ?? 0) + ((left + (above[i] ?? 0)) >> 1);
      }
      return true;
    case 4:
      unfilterPaeth(row, above, pixelBytes);
      return true;
    default:
      return false;
  }
}

function unfilterPaeth(row: Uint8Array, above: Uint8Array, pixelBytes: number): void {
  for (let i = 0; i < Math.min(pixelBytes, row.length); i++) row[i] = (row[i] ?? 0) + (above[i] ?? 0);
  for (let i = pixelBytes; i < row.length; i++) {
    const left = row[i - pixelBytes] ?? 0;
    const up = above[i] ?? 0;
    const corner = above[i - pixelBytes] ?? 0;
    const toLeft = Math.abs(up - corner);
    const toUp = Math.abs(left - corner);
    const toCorner = Math.abs(left + up - 2 * corner);
    const nearest = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    row[i] = (row[i] ?? 0) + nearest;
  }
}

/** Writes a row's pixels; `false` when one names a color the palette does not have. */
type Sampler = (row: Uint8Array, width: number, to: number, step: number) => boolean;

function sampler(header: PngHeader, tables: PngTables, rgba: Uint8Array): Sampler {
  if (header.color === 3) return paletteSampler(header.depth, tables, rgba);
  if (header.depth < 8) return smallGraySampler(header.depth, tables, rgba);
  return byteSampler(header, tables, rgba);
}

/** 8 and 16 bits: the upper byte is the sample. */
function byteSampler({ color, depth }: PngHeader, { transparency }: PngTables, rgba: Uint8Array): Sampler {
  const size = depth / 8;
  const pixelBytes = size * CHANNELS[color];
  const [green, blue] = color === 2 || color === 6 ? [size, 2 * size] : [0, 0];
  const alpha = color === 4 || color === 6 ? pixelBytes - size : -1;
  const key = alpha < 0 && transparency.length > 0 ? keyOf(transparency, size, CHANNELS[color]) : null;
  return (row, width, to, step) => {
    if (color === 6 && depth === 8 && step === 1) {
      rgba.set(row, to * 4);
      return true;
    }
    for (let x = 0, from = 0, at = to * 4; x < width; x++, from += pixelBytes, at += step * 4) {
      rgba[at] = row[from] ?? 0;
      rgba[at + 1] = row[from + green] ?? 0;
      rgba[at + 2] = row[from + blue] ?? 0;
      if (alpha >= 0) rgba[at + 3] = row[from + alpha] ?? 0;
      else rgba[at + 3] = key !== null && key.every((byte, i) => byte === row[from + i]) ? 0 : 255;
    }
    return true;
  };
}

/** The transparent color as a pixel's own bytes: `tRNS` has 16 bits a sample whatever the depth. */
function keyOf(transparency: Uint8Array, size: number, channels: number): readonly number[] | null {
  if (transparency.length < 2 * channels) return null;
  return [...transparency.subarray(0, 2 * channels)].filter((_, i) => size === 2 || i % 2 === 1);
}

function smallGraySampler(depth: number, { transparency }: PngTables, rgba: Uint8Array): Sampler {
  const most = (1 << depth) - 1;
  const key = transparency.length < 2 ? -1 : (transparency[1] ?? 0);
  return (row, width, to, step) => {
    for (let x = 0; x < width; x++) {
      const sample = smallSample(row, x, depth);
      const at = (to + x * step) * 4;
      rgba.fill((sample * 255) / most, at, at + 3);
      rgba[at + 3] = sample === key ? 0 : 255;
    }
    return true;
  };
}

function paletteSampler(depth: number, { palette, transparency }: PngTables, rgba: Uint8Array): Sampler {
  return (row, width, to, step) => {
    for (let x = 0; x < width; x++) {
      const index = smallSample(row, x, depth);
      if (index * 3 + 2 >= palette.length) return false;
      const at = (to + x * step) * 4;
      rgba[at] = palette[index * 3] ?? 0;
      rgba[at + 1] = palette[index * 3 + 1] ?? 0;
      rgba[at + 2] = palette[index * 3 + 2] ?? 0;
      rgba[at + 3] = transparency[index] ?? 255;
    }
    return true;
  };
}

/** The sample at `x` of a row with 1, 2, 4 or 8 bits a sample, leftmost in the upper bits. */
function smallSample(row: Uint8Array, x: number, depth: number): number {
  const bit = x * depth;
  return ((row[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}

/** Samples a pixel, by color type. */
export const CHANNELS: Readonly<Record<PngColor, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
