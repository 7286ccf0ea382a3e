import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Raster } from '../../lib/model/raster.ts';
import { chromaPlane } from '../../lib/watermarks/chroma-plane.ts';
import { knownPayloads } from '../../lib/watermarks/dwt-dct-payloads.ts';
import { hasCorpus, readCorpusFile } from '../support/corpus.ts';
import { embedDwtDct, voteDwtDct } from '../support/embed-dwt-dct.ts';
import { readRaster } from '../support/read-raster.ts';

/** Beginnings of the SHA-256 of the RGB samples that the reference itself (OpenCV 5.0, PyWavelets 1.8) writes. */
const REFERENCE = [
  [256, 256, 'sdxl', '3a1dfd15210a9ac6b69cc60d1694a476'],
  [256, 256, 'flux', 'a32285abf2d03a050d0c76003dd4f986'],
  [256, 256, 'sd1', '31fe89dbfca05fe95239423c31b177f5'],
  [256, 256, 'sd2', '210d3fa4fa0779c419605e3243f0cb6e'],
  [301, 262, 'sdxl', '1d598ad98a500f9a1be04e52034f1607'],
  [301, 262, 'flux', 'c3c22cebd5f126f039e00fce5d81b7c7'],
  [301, 262, 'sd1', '1447f362fcb23301265fd2ddb4afedd3'],
  [301, 262, 'sd2', '931a9e4642050cf9c034231ccccf3325'],
] as const;

describe("the tests' own encoder", () => {
  it.each(REFERENCE)('writes %i×%i %s to the bit as the reference', (width, height, id, hash) => {
    const written = embedDwtDct(vector(width, height), bitsOf(id));
    expect(createHash('sha256').update(rgbOf(written)).digest('hex').slice(0, 32)).toBe(hash);
  });

  it.skipIf(!hasCorpus)('writes the picture of the corpus to the bit', async () => {
    const before = await readRaster(await readCorpusFile('unsigned/earth_apollo17.jpg'));
    const after = await readRaster(await readCorpusFile('watermarks/earth_apollo17.sd1.png'));
    expect(Buffer.compare(embedDwtDct(before, bitsOf('sd1')).rgba, after.rgba)).toBe(0);
  });

  it('leaves alone what the reference leaves alone', () => {
    expect(() => embedDwtDct(vector(255, 256), [1])).toThrow(/small/);
  });
});

it("the tests' own decoder votes as the reference", () => {
  expect(voteDwtDct(vector(256, 256), 48).join('')).toBe('111100111101100000101100111100101100110111010110');
});

it('FLUX has 46 bits and the known messages their values', () => {
  const values = knownPayloads.map(({ id, bits }) => [id, bits.length, BigInt(`0b${bits.join('')}`).toString(16)]);
  expect(values).toEqual([
    ['sdxl', 48, 'b3ec907bb19e'],
    ['flux', 46, '2afe879cf52e'],
    ['sd1', 136, Buffer.from('StableDiffusionV1').toString('hex')],
    ['sd2', 32, Buffer.from('SDV2').toString('hex')],
  ]);
});

it('the U channel is that of the reference', () => {
  const { values } = chromaPlane(vector(256, 256));
  expect([...values.subarray(0, 8)]).toEqual([128, 128, 128, 128, 128, 128, 129, 129]);
  expect([...values.subarray(256, 264)]).toEqual([128, 128, 128, 128, 128, 129, 128, 129]);
});

function vector(width: number, height: number): Raster {
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 4) {
      rgba[at] = x + 2 * y + 3 * (x ^ y);
      rgba[at + 1] = 2 * x + 7 * y + ((x * y) >> 4);
      rgba[at + 2] = 3 * x + 5 * y;
    }
  return { width, height, rgba };
}

function rgbOf({ rgba }: Raster): Uint8Array {
  return rgba.filter((_, at) => at % 4 !== 3);
}

function bitsOf(id: string): Uint8Array {
  return knownPayloads.find((payload) => payload.id === id)?.bits ?? new Uint8Array();
}
