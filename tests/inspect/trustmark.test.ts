import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { memorySource } from '../../lib/bytes/source.ts';
import type { EngineContext } from '../../lib/inspect/context.ts';
import { inspect } from '../../lib/inspect/inspect.ts';
import type { TrustmarkReader } from '../../lib/model/trustmark.ts';
import { engineContext } from '../support/engine.ts';
import {
  cellReader,
  levelsOf,
  paintCells,
  textBits,
  throughJpeg,
  trustmarkWord,
} from '../support/trustmark-pictures.ts';

const reader: TrustmarkReader = {
  models: async () => [cellReader('P')],
  throughJpeg: (raster) => throughJpeg(raster),
  hasTime: () => true,
};
const context: EngineContext = { ...engineContext(), trustmark: reader };
const DATA = textBits(1, 'WHENCE42');
const picture = paintCells({ width: 320, height: 256, variant: 'P', levels: levelsOf(trustmarkWord(1, DATA)) });

function png(comment: string | null = null): Promise<Buffer> {
  const image = sharp(picture.rgba, { raw: { width: 320, height: 256, channels: 4 } }).png();
  return comment === null ? image.toBuffer() : image.withExif({ IFD0: { Software: comment } }).toBuffer();
}

const look = async (bytes: Uint8Array, by: EngineContext) =>
  inspect({ source: memorySource(new Uint8Array(bytes)), name: 'x' }, by);

describe('a picture with a TrustMark code', () => {
  it('is told to carry one, and not to be made with AI', async () => {
    const report = await look(await png(), context);
    expect(report).toMatchObject({ basis: 'watermark', label: null, because: ['trustmark'] });
    expect(report.signals.trustmark).toMatchObject({
      kind: 'found',
      value: { alg: 'com.adobe.trustmark.P', value: btoa(`1*${DATA.join('')}`), text: 'WHENCE42' },
    });
    expect(report.checked).toContain('trustmark');
    expect(report.sentence).toContain('does not say whether AI made this image');
  });

  it('is not looked at without a decoder, and nothing is said of it', async () => {
    const report = await look(await png(), engineContext());
    expect(report.basis).toBe('nothing-found');
    expect(Object.keys(report.signals)).not.toContain('trustmark');
    expect(report.notChecked.filter(({ what }) => what === 'trustmark')).toEqual([]);
  });

  it('keeps what its tags say of AI before the code', async () => {
    const report = await look(await png('Midjourney 7'), context);
    expect(report.basis).not.toBe('nothing-found');
    expect(report.signals.trustmark?.kind).toBe('found');
  });
});

describe('a decoder that gives no answer', () => {
  it.each([
    ['that fails', { models: async () => Promise.reject(new Error('no memory')) }, 'engine-failed'],
    ['without time', { hasTime: () => false }, 'budget'],
    ['that is gone', { models: async () => [] }, 'needs-consent'],
  ] as const)('%s costs no other answer, and is told', async (_name, given, why) => {
    const report = await look(await png(), { ...context, trustmark: { ...reader, ...given } });
    expect(report.basis).toBe('nothing-found');
    expect(report.notChecked.filter(({ what }) => what === 'trustmark')).toEqual([{ what: 'trustmark', why }]);
  });
});
