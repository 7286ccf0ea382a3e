import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodePngPixels } from '../../lib/decoders/png-pixels.ts';
import { bytes, IEND, type Piece, png, pngChunk, u16be, u32be, zeros } from '../support/build-bytes.ts';

const MAX_PIXELS = 1 << 20;
const decode = (file: Uint8Array) => decodePngPixels(file, MAX_PIXELS);
const unanswered = (why: string) => ({ kind: 'unanswered', why });

interface Picture {
  readonly width?: number;
  readonly height?: number;
  readonly depth?: number;
  readonly color?: number;
  readonly interlace?: number;
  /** Chunks between IHDR and IDAT. */
  readonly tables?: readonly Uint8Array[];
}

/** A PNG of rows that each begin with their filter. */
function picture(rows: Piece, { width = 1, height = 1, depth = 8, color = 0, interlace = 0, tables = [] }: Picture) {
  const header = pngChunk('IHDR', u32be(width), u32be(height), depth, color, 0, 0, interlace);
  return png(header, ...tables, pngChunk('IDAT', deflateSync(bytes(rows))), IEND);
}

function pixelsOf(file: Uint8Array): readonly number[] {
  const decoded = decode(file);
  expect(decoded.kind).toBe('found');
  return decoded.kind === 'found' ? [...decoded.value.rgba] : [];
}

describe('samples', () => {
  it('of gray with 1, 2 and 4 bits are spread to the whole range', () => {
    const grays = (file: Uint8Array) => pixelsOf(file).filter((_, i) => i % 4 === 0);
    expect(grays(picture([0, 0b1010_0000], { width: 3, depth: 1 }))).toEqual([255, 0, 255]);
    expect(grays(picture([0, 0b0001_1011], { width: 4, depth: 2 }))).toEqual([0, 85, 170, 255]);
    expect(grays(picture([0, 0x0f, 0x70], { width: 3, depth: 4 }))).toEqual([0, 255, 119]);
  });

  it('of 16 bits are cut to the upper byte', () => {
    expect(pixelsOf(picture([0, 0x12, 0x34], { depth: 16 }))).toEqual([0x12, 0x12, 0x12, 255]);
    expect(pixelsOf(picture([0, 1, 9, 2, 9, 3, 9, 4, 9], { depth: 16, color: 6 }))).toEqual([1, 2, 3, 4]);
    expect(pixelsOf(picture([0, 1, 9, 4, 9], { depth: 16, color: 4 }))).toEqual([1, 1, 1, 4]);
  });

  it('keep their color where they are transparent', () => {
    expect(pixelsOf(picture([0, 7, 8, 9, 0], { color: 6 }))).toEqual([7, 8, 9, 0]);
  });

  it('of a palette take its colors and transparency', () => {
    const tables = [pngChunk('PLTE', [1, 2, 3, 4, 5, 6]), pngChunk('tRNS', [77])];
    expect(pixelsOf(picture([0, 0b0100_0000], { width: 2, depth: 1, color: 3, tables }))).toEqual([
      1, 2, 3, 77, 4, 5, 6, 255,
    ]);
  });

  it('of the one transparent color have none', () => {
    const key = (...samples: number[]) => [pngChunk('tRNS', ...samples.map(u16be))];
    const rgb = picture([0, 1, 2, 3, 1, 2, 4], { width: 2, color: 2, tables: key(1, 2, 3) });
    expect(pixelsOf(rgb)).toEqual([1, 2, 3, 0, 1, 2, 4, 255]);
    expect(pixelsOf(picture([0, 0b10], { depth: 4, tables: key(0) }))[3]).toBe(0);
    const deep = picture([0, 1, 2, 1, 3], { width: 2, depth: 16, tables: key(0x0102) });
    expect(pixelsOf(deep)).toEqual([1, 1, 1, 0, 1, 1, 1, 255]);
  });
});

describe('beside another decoder', () => {
  const noise = (width: number, height: number, channels: number) =>
    Uint8Array.from({ length: width * height * channels }, (_, i) => ((i * 2654435761) >>> 7) ^ ((i >> 3) * 5));

  it.each([
    [6, 4, { adaptiveFiltering: true }],
    [6, 4, { adaptiveFiltering: true, progressive: true }],
    [2, 3, { adaptiveFiltering: true }],
    [2, 3, { adaptiveFiltering: true, progressive: true }],
    [0, 1, { progressive: true }],
    [3, 4, { palette: true, colours: 16 }],
    [3, 3, { palette: true, colours: 5, progressive: true }],
  ] as const)('color type %i is read alike (%i channels, %o)', async (_, channels, options) => {
    for (const [width, height] of [
      [1, 1],
      [1, 9],
      [13, 1],
      [5, 3],
      [37, 29],
    ] as const) {
      const file = await sharp(noise(width, height, channels), { raw: { width, height, channels } })
        .png(options)
        .toBuffer();
      const expected = await sharp(file).ensureAlpha().toColourspace('srgb').raw().toBuffer();
      expect(pixelsOf(new Uint8Array(file)), `${width} × ${height}`).toEqual([...expected]);
    }
  });
});

describe('what is no picture', () => {
  const whole = picture([0, 1, 2, 3, 0, 4, 5, 6], { width: 3, height: 2 });

  it('is told from one that is cut, wherever it is cut', () => {
    // All but the checksums and the end of the last block, without which every pixel is there.
    for (let length = 0; length < whole.length - IEND.length - 12; length++)
      expect(decode(whole.subarray(0, length)), `${length} bytes`).toEqual(unanswered('truncated'));
    expect(decode(picture([0, 1, 2, 3], { width: 3, height: 2 }))).toEqual(unanswered('truncated'));
  });

  it.each([
    ['no width', { width: 0 }],
    ['a depth there is none of', { depth: 3 }],
    ['a depth the color does not have', { depth: 4, color: 2 }],
    ['a color there is none of', { color: 5 }],
    ['an interlacing there is none of', { interlace: 2 }],
    ['no palette', { color: 3 }],
    ['a palette too short', { color: 3, tables: [pngChunk('PLTE', [1, 2, 3])] }],
  ] as const)('%s', (_, how) => {
    expect(decode(picture([0, 9, 9, 9], how))).toEqual(unanswered('malformed'));
  });

  it('a filter there is none of', () => {
    expect(decode(picture([5, 1], {}))).toEqual(unanswered('malformed'));
  });

  it('is too large before any memory is taken for it', () => {
    expect(decode(picture([0], { width: 2 ** 31 - 1, height: 2 ** 31 - 1 }))).toEqual(unanswered('too-large'));
    expect(decode(picture([0], { width: 1024, height: 1024, color: 6 }))).toEqual(unanswered('truncated'));
  });

  it('a bomb in its rows is left after them', () => {
    const started = performance.now();
    expect(pixelsOf(picture(zeros(64 << 20), { width: 2 })).length).toBe(8);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('any bytes are answered', () => {
    fc.assert(
      fc.property(
        fc.nat(40),
        fc.uint8Array({ maxLength: 64 }),
        fc.constantFrom(0, 2, 3, 4, 6),
        fc.nat(1),
        (width, rows, color, interlace) => {
          const tables = [pngChunk('PLTE', rows.subarray(0, 30)), pngChunk('tRNS', rows.subarray(0, 4))];
          const file = picture(rows, { width, height: 2, color, interlace, tables });
          for (const cut of [file, file.subarray(0, rows.length + 20)]) {
            const decoded = decode(cut);
            if (decoded.kind === 'found') expect(decoded.value.rgba).toHaveLength(width * 8);
          }
        },
      ),
    );
  });
});
