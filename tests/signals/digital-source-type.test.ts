import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeSourceType, sourceTypes } from '../../lib/signals/digital-source-type.ts';

describe('normalizeSourceType', () => {
  it.each([
    'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
    'https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia/',
    'HTTP://CV.IPTC.ORG/NEWSCODES/DIGITALSOURCETYPE/TRAINEDALGORITHMICMEDIA',
    'digsrctype:trainedAlgorithmicMedia',
    'trainedAlgorithmicMedia',
    ' trainedalgorithmicmedia ',
    'https://schema.org/TrainedAlgorithmicMediaDigitalSource',
    'TrainedAlgorithmicMediaDigitalSource',
  ])('reads %s', (value) => {
    expect(normalizeSourceType(value)).toBe('trainedAlgorithmicMedia');
  });

  it.each([
    ['http://c2pa.org/digitalsourcetype/empty', 'empty'],
    ['http://c2pa.org/digitalsourcetype/trainedAlgorithmicData', 'trainedAlgorithmicData'],
    ['https://schema.org/MultiFrameComputationalCaptureDigitalSource', 'computationalCapture'],
    ['schema:DigitalArtDigitalSource', 'digitalArt'],
  ])('reads %s', (value, code) => {
    expect(normalizeSourceType(value)).toBe(code);
  });

  it.each([
    '',
    'AI',
    'https://example.org/trainedAlgorithmicMedia',
    'not trainedAlgorithmicMedia',
    '__proto__',
    'constructor',
  ])('knows nothing of %s', (value) => {
    expect(normalizeSourceType(value)).toBeNull();
  });

  it('reads every code of the table and answers any text', () => {
    for (const code of Object.keys(sourceTypes)) expect(normalizeSourceType(`digsrctype:${code}`)).toBe(code);
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        const code = normalizeSourceType(text);
        expect(code === null || code in sourceTypes).toBe(true);
      }),
    );
  });
});
