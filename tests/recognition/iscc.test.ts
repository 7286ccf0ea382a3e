import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Orientation, Raster } from '../../lib/model/raster.ts';
import {
  formatImageCode,
  imageCodeDistance,
  imageCodeOf,
  imageCodeOfGray,
  parseImageCode,
} from '../../lib/recognition/iscc.ts';
import { drawScene } from '../support/draw-scene.ts';

/** Published with iscc-core: text forms and the codes in them. */
const TEXTS = [
  ['ISCC:EEA4GQZQTY6J5DTH', 'c343309e3c9e8e67'],
  ['ISCC:EEAMGQZQTY', 'c343309e'],
  [
    'ISCC:EED4GQZQTY6J5DTHQ2DWCPDZHQOM6QZQTY6J5DTFZ2DWCPDZHQOMXDI',
    'c343309e3c9e8e678687613c793c1ccf43309e3c9e8e65ce87613c793c1ccb8d',
  ],
] as const;

/** 256 bits, by a transcription of iscc-core on what Pillow 9.4 makes of the scenes. */
const SCENES = [
  [320, 240, 1, 'c05f3f1a3f1838d480bf7f257d3071885f3f123f1838d431b77f257d30708862'],
  [512, 341, 2, 'e5b59ace9acc98c0ca6a359f349e3491b59acf9ace98c8186a359f349e349135'],
  [131, 700, 4, 'ab772a7ed580d58056fe55fdaa05aa00772a7ed582d580d1fe55fdaa05aa00aa'],
  [20, 17, 6, '8560de4e5e68cce60ac1bd9cbdd098cd60de4c5a68c4e6eec1bd98b4d088cddd'],
] as const;

/** The same of a picture with a border, and half-transparent within it, turned by Pillow. */
const TURNED: readonly (readonly [Orientation, string])[] = [
  [1, 'bb01c41bb4de5731764288366dbcee6221c41bb4de7731784288366dbcee62f1'],
  [2, 'ee55955cd5115174dcaa2abaaba2a2e855955cd551517475aa2abaaaa2a2e8eb'],
  [3, 'eeaa91a2d52e518bdc552a47aa5da217aa95a2d5ae518b55552a47aa5da217ab'],
  [4, 'bbfec0e6803304de76fd80ed007708bdffc0f680fb04de20ff80ef00f708bd41'],
  [5, 'ac26839f942e96d3584d173f295d2ca626cb9f942e9ed3084d973f295d2ca611'],
  [6, 'f971d4d4c153d584f2eaa9aaaaa6aa8871d4d5c553d58455eaa9aaaaa6aa88ab'],
  [7, 'f98ad42ac58cd52bf215a9558a59aa578ad42ad5acd52b5515a9558a59aa57ab'],
  [8, 'a8df817f80f9806e58bf03ff00f300dddf817f90f9807e08bf03ff00f300fd11'],
];

describe('an Image-Code', () => {
  it('of black and of white is the published one', () => {
    expect(formatImageCode(imageCodeOfGray(new Uint8Array(1024)))).toBe('ISCC:EEAQAAAAAAAAAAAA');
    const white = new Uint8Array(1024).fill(255);
    expect(formatImageCode(imageCodeOfGray(white))).toBe('ISCC:EEAYAAAAAAAAAAAA');
    expect(formatImageCode(imageCodeOfGray(white, 128))).toBe('ISCC:EEBYAAAAAAAAAAAAAAAAAAAAAAAAA');
    expect(hexOf(imageCodeOfGray(white, 256))).toBe('80'.padEnd(64, '0'));
  });

  it.each(SCENES)('of a scene of %i × %i, seed %i, is the reference’s to the bit', (width, height, seed, hex) => {
    const scene = drawScene(width, height, seed);
    expect(hexOf(imageCodeOf(scene, 256))).toBe(hex);
    expect(hexOf(imageCodeOf(scene))).toBe(hex.slice(0, 16));
    expect(hexOf(imageCodeOf(scene, 192))).toBe(hex.slice(0, 48));
  });

  it.each(TURNED)('under orientation %i leaves the border out and puts the rest on white', (orientation, hex) => {
    expect(hexOf(imageCodeOf({ ...framed(), orientation }, 256))).toBe(hex);
  });

  it('of a picture of one color, of one pixel or of none is told', () => {
    const gray = { width: 3, height: 70, rgba: new Uint8Array(840).fill(77) };
    for (const raster of [gray, { width: 1, height: 1, rgba: Uint8Array.of(9, 9, 9, 255) }])
      expect(hexOf(imageCodeOf(raster))).toBe('8000000000000000');
    expect(hexOf(imageCodeOf({ width: 0, height: 0, rgba: new Uint8Array() }))).toBe('0000000000000000');
  });
});

describe('the text form', () => {
  it.each(TEXTS)('%s is the published one', (text, hex) => {
    expect(hexOf(parseImageCode(text) ?? new Uint8Array())).toBe(hex);
    expect(formatImageCode(Uint8Array.from(Buffer.from(hex, 'hex')))).toBe(text);
    expect(parseImageCode(text.slice(5).toLowerCase())).toEqual(parseImageCode(text));
  });

  it('comes back from any code', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.infiniteStream(fc.nat(255)), (units, stream) => {
        const code = Uint8Array.from(stream.take(units * 4));
        expect(parseImageCode(formatImageCode(code))).toEqual(code);
      }),
    );
  });

  it('is the only one of its code, whatever is asked to be read', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^ISCC:EE[A-H][A-Z2-7]{7,52}$/)), (text) => {
        const code = parseImageCode(text);
        if (code !== null) expect(formatImageCode(code)).toBe(`ISCC:${text.toUpperCase().replace('ISCC:', '')}`);
      }),
    );
  });

  it.each([
    ['of another medium', 'ISCC:EIAQAAAAAAAAAAAA'],
    ['of a later version', 'ISCC:EEIQAAAAAAAAAAAA'],
    ['composite', 'ISCC:KACYPXW445FTYNJ3CYSXHAFJMA2HUWULUNRFE3BLHRSCXYH2M5AEGQY'],
    ['shorter than it says', 'ISCC:EEBQAAAAAAAAAAAA'],
    ['with bits left over', 'ISCC:EEBYAAAAAAAAAAAAAAAAAAAAAAAAB'],
    ['with other digits', 'ISCC:EEA0000000000000'],
    ['empty', ''],
  ])('that is %s is not read', (_, text) => {
    expect(parseImageCode(text)).toBeNull();
  });
});

it('the distance is counted as far as both codes reach', () => {
  const one = Uint8Array.of(0xff, 0, 0, 0);
  expect(imageCodeDistance(one, Uint8Array.of(0x0f, 0, 0, 1, 255, 255, 255, 255))).toBe(5);
  expect(imageCodeDistance(one, one)).toBe(0);
});

function framed(): Raster {
  const scene = drawScene(200, 150, 9);
  for (let y = 0; y < 150; y++)
    for (let x = 0; x < 200; x++) {
      const at = (y * 200 + x) * 4;
      if (x < 13 || x >= 190 || y < 7 || y >= 141) scene.rgba.set([20, 30, 40, 255], at);
      else scene.rgba[at + 3] = (x * y) % 256;
    }
  return scene;
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
