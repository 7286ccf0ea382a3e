import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStealthPnginfo } from '../../lib/watermarks/stealth-pnginfo.ts';
import { bytes, type Piece, u32be } from '../support/build-bytes.ts';
import { embedBits, embedStealth, plainRaster, type StealthPlan } from '../support/embed-stealth.ts';

const PLANS: readonly StealthPlan[] = (['alpha', 'rgb'] as const).flatMap((carrier) =>
  [false, true].flatMap((isPacked) => [false, true].map((isByRows) => ({ carrier, isPacked, isByRows }))),
);
const unanswered = (why: string) => ({ kind: 'unanswered', why });
const embedded = (carrier: 'alpha' | 'rgb', ...content: readonly Piece[]) =>
  readStealthPnginfo(embedBits(plainRaster(40, 40), bytes(...content), { carrier }));

describe('readStealthPnginfo', () => {
  it('reads a known vector: the first bits of "stealth_pnginfo", down the columns', () => {
    const raster = embedStealth(plainRaster(30, 7), 'Hi', { carrier: 'alpha', isPacked: false });
    const columns = Array.from({ length: 210 }, (_, i) => raster.rgba[((i % 7) * 30 + Math.floor(i / 7)) * 4 + 3]! & 1);
    // "s" is 0x73, "t" 0x74; after 15 letters the length, 16 bits; then "H", 0x48.
    expect(columns.slice(0, 16).join('')).toBe('0111001101110100');
    expect(columns.slice(120, 152).join('')).toBe('00000000000000000000000000010000');
    expect(columns.slice(152, 160).join('')).toBe('01001000');
    expect(readStealthPnginfo(raster)).toEqual({ kind: 'found', value: { text: 'Hi', carrier: 'alpha' } });
  });

  it.each(PLANS)('gives back any text that was hidden: %o', (plan) => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }), fc.nat(3), (text, shape) => {
        const [width, height] = (
          [
            [1, 3000],
            [3000, 1],
            [61, 50],
            [50, 61],
          ] as const
        )[shape]!;
        const raster = embedStealth(plainRaster(width, height), text, plan);
        expect(readStealthPnginfo(raster)).toEqual({ kind: 'found', value: { text, carrier: plan.carrier } });
      }),
      { numRuns: 40 },
    );
  });

  it('is absent in opaque, clear, tiny and random pictures', () => {
    expect(readStealthPnginfo(plainRaster(64, 64))).toEqual({ kind: 'absent' });
    expect(readStealthPnginfo(plainRaster(1, 1))).toEqual({ kind: 'absent' });
    expect(readStealthPnginfo({ width: 20, height: 20, rgba: new Uint8Array(1600) })).toEqual({ kind: 'absent' });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1600, maxLength: 1600 }), (rgba) => {
        expect(readStealthPnginfo({ width: 20, height: 20, rgba })).toEqual({ kind: 'absent' });
      }),
    );
  });

  it('is absent where the letters name the other carrier', () => {
    expect(embedded('alpha', 'stealth_rgbinfo', u32be(16), 'Hi')).toEqual({ kind: 'absent' });
    expect(embedded('rgb', 'stealth_pnginfo', u32be(16), 'Hi')).toEqual({ kind: 'absent' });
  });

  it('is not read where the letters stand and no text follows', () => {
    expect(embedded('alpha', 'stealth_pnginfo', u32be(0))).toEqual(unanswered('malformed'));
    expect(embedded('alpha', 'stealth_pnginfo', u32be(9999), 'Hi')).toEqual(unanswered('malformed'));
    expect(embedded('alpha', 'stealth_pnginfo', u32be(16), [0xff, 0xfe])).toEqual(unanswered('malformed'));
    expect(embedded('rgb', 'stealth_rgbcomp', u32be(16), 'Hi')).toEqual(unanswered('malformed'));
    expect(embedded('rgb', 'stealth_rgbinfo', u32be(0xffffffff), 'Hi')).toEqual(unanswered('too-large'));
  });

  it('is not read from a picture that was cropped', () => {
    const { rgba } = embedStealth(plainRaster(60, 60), 'Steps: 20, Sampler: Euler a '.repeat(5), PLANS[2]!);
    const cropped = { width: 60, height: 50, rgba: rgba.subarray(0, 60 * 50 * 4) };
    expect(readStealthPnginfo(cropped).kind).not.toBe('found');
  });

  it('prefers the carrier that holds together', () => {
    const inColors = embedStealth(plainRaster(50, 50), 'in colors', { carrier: 'rgb', isPacked: false });
    const both = embedBits(inColors, bytes('stealth_pngcomp', u32be(800)), { carrier: 'alpha' });
    expect(readStealthPnginfo(both)).toMatchObject({ kind: 'found', value: { text: 'in colors' } });
  });

  it('leaves a bomb alone', () => {
    const bomb = gzipSync(Buffer.alloc(16 << 20));
    const started = performance.now();
    const raster = embedBits(plainRaster(400, 400), bytes('stealth_pngcomp', u32be(bomb.length * 8), bomb), {
      carrier: 'alpha',
    });
    expect(readStealthPnginfo(raster)).toEqual(unanswered('too-large'));
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('takes any bytes after the letters', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PLANS), fc.uint8Array({ maxLength: 150 }), ({ carrier, isPacked }, rest) => {
        const magic = `stealth_${carrier === 'alpha' ? 'png' : 'rgb'}${isPacked ? 'comp' : 'info'}`;
        expect(embedded(carrier, magic, rest).kind).toMatch(/found|unanswered/);
      }),
    );
  });
});
