import { describe, expect, it } from 'vitest';
import type { Raster } from '../../lib/model/raster.ts';
import type { TrustmarkReader } from '../../lib/model/trustmark.ts';
import { trustmark, type TrustmarkValue } from '../../lib/signals/trustmark.ts';
import {
  cellReader,
  levelsOf,
  paintCells,
  textBits,
  throughJpeg,
  trustmarkWord,
} from '../support/trustmark-pictures.ts';
import { evidence, type Given } from './evidence.ts';

const reader: TrustmarkReader = {
  models: async () => [cellReader('P')],
  throughJpeg: (raster) => throughJpeg(raster),
  hasTime: () => true,
};
const abort = new AbortController().signal;
const pictureOf = (word: Uint8Array): Raster =>
  paintCells({ width: 320, height: 256, variant: 'P', levels: levelsOf(word) });
const detect = (given: Given, by: TrustmarkReader | null = reader) =>
  trustmark.detect({ ...evidence(given), ...(by !== null && { trustmark: by }) }, abort);

async function valueOf(word: Uint8Array): Promise<TrustmarkValue> {
  const outcome = await detect({ pixels: { kind: 'found', value: pictureOf(word) } });
  if (outcome.kind !== 'found') throw new Error('There is a code.');
  expect(JSON.parse(JSON.stringify(outcome.value))).toEqual(outcome.value);
  return outcome.value;
}

describe('the TrustMark code', () => {
  it('is told as text, as digits, and as record stores know it', async () => {
    const data = textBits(1, 'ABC-1234');
    const value = await valueOf(trustmarkWord(1, data));
    expect(value).toMatchObject({
      variant: 'P',
      schema: 1,
      says: null,
      alg: 'com.adobe.trustmark.P',
      text: 'ABC-1234',
    });
    expect(atob(value.value)).toBe(`1*${data.join('')}`);
    expect(BigInt(`0x${value.hex}`).toString(2).padStart(64, '0')).toBe(`${data.join('')}000`);
  });

  it('has no text where the bits spell none', async () => {
    const value = await valueOf(
      trustmarkWord(
        2,
        Uint8Array.from({ length: 68 }, (_, at) => (at * at) & 1),
      ),
    );
    expect(value).toMatchObject({ schema: 2, text: null, hex: '55555555555555555' });
  });

  it('is asked of pictures, and only with a decoder', () => {
    const { map, ...rest } = evidence({});
    const applies = (format: typeof map.format, by: object) =>
      trustmark.applies?.({ ...rest, ...by, map: { ...map, format } });
    expect(applies('image/jpeg', { trustmark: reader })).toBe(true);
    expect(applies('image/jpeg', {})).toBe(false);
    expect(applies('image/svg+xml', { trustmark: reader })).toBe(false);
    expect(applies('video/mp4', { trustmark: reader })).toBe(false);
  });

  it('is not answered for without pixels or decoder', async () => {
    expect(await detect({})).toEqual({ kind: 'unanswered', why: 'unsupported' });
    expect(await detect({}, null)).toEqual({ kind: 'unanswered', why: 'needs-consent' });
  });
});
