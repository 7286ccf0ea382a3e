import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCapture } from '../../lib/details/capture.ts';
import { captureDate } from '../../lib/details/capture-date.ts';
import { readRecordMetadata } from '../../lib/details/record-metadata.ts';
import { xmp } from '../signals/evidence.ts';
import { fileFields } from './file-fields.ts';

const record = (content: unknown, label = 'stds.exif') => readRecordMetadata([{ label, content }]);

describe('camera and capture', () => {
  it('are told in the order people ask, each with all its places', () => {
    const exif = {
      otherText: new Map(),
      make: 'Leica',
      model: 'M11-P',
      exposureTime: 1 / 250,
      fNumber: 2.8,
      iso: 400,
      focalLength: 35.000_01,
      dateTimeOriginal: '2021:05:03 14:22:11',
      offsetTimeOriginal: '+02:00',
    };
    const fields = fileFields({
      exif,
      xmp: [xmp('exif', 'FNumber', '28/10'), xmp('tiff', 'Model', 'M11'), xmp('xmp', 'CreatorTool', 'Darkroom 3')],
      iptc: new Map([
        [55, ['20210503']],
        [60, ['142211+0200']],
      ]),
    });
    expect(readCapture(fields, record({ 'EXIF:Make': 'Leica', 'exif:ISOSpeedRatings': [400] }))).toEqual([
      { name: 'make', value: 'Leica', sources: ['exif', 'record'] },
      { name: 'model', value: 'M11-P', sources: ['exif'] },
      { name: 'model', value: 'M11', sources: ['xmp'] },
      { name: 'exposure', value: '1/250', sources: ['exif'] },
      { name: 'aperture', value: '2.8', sources: ['exif', 'xmp'] },
      { name: 'iso', value: '400', sources: ['exif', 'record'] },
      { name: 'focal-length', value: '35', sources: ['exif'] },
      { name: 'taken', value: '2021-05-03T14:22:11+02:00', sources: ['exif', 'iptc'] },
      { name: 'software', value: 'Darkroom 3', sources: ['xmp'] },
    ]);
  });

  it.each([
    ['2021:05:03 14:22:11', '', '2021-05-03T14:22:11'],
    ['2021:05:03 14:22:11', '+0200', '2021-05-03T14:22:11+02:00'],
    ['2021-05-03T14:22:11.25Z', '', '2021-05-03T14:22:11+00:00'],
    ['2022-10-25T11:27:32,78-05:00', '', '2022-10-25T11:27:32-05:00'],
    ['2021-05-03T14:22-03:30', '+02:00', '2021-05-03T14:22:00-03:30'],
    ['20210503', '+02:00', '2021-05-03'],
    ['9999:12:31 23:59:59', '', '9999-12-31T23:59:59'],
    ['2021:02:30 10:00:00', '', '2021:02:30 10:00:00'],
    ['2021:13:01 10:00:00', '', '2021:13:01 10:00:00'],
    ['2021:05:03 14:22:11', 'soon', '2021-05-03T14:22:11'],
    ['a day in May', '', 'a day in May'],
  ])('%s %s is %s', (text, offset, date) => {
    expect(captureDate(text, offset)).toBe(date);
  });

  it('leave out what a camera writes for "unknown"', () => {
    const exif = { otherText: new Map(), dateTimeOriginal: '0000:00:00 00:00:00', make: '  ' };
    expect(readCapture(fileFields({ exif, iptc: new Map([[55, ['20210000']]]) }), new Map())).toEqual([]);
  });

  it('keep what is no number as the file states it', () => {
    const fields = fileFields({ xmp: [xmp('exif', 'FNumber', '28/0'), xmp('exif', 'ExposureTime', '<b>1</b>')] });
    expect(readCapture(fields, new Map()).map(({ value }) => value)).toEqual(['<b>1</b>', '28/0']);
  });

  it('are cut and counted, whatever a file repeats', () => {
    const names = Array.from({ length: 5000 }, (_, index) => xmp('tiff', 'Model', `${index}${'x'.repeat(10_000)}`));
    const models = readCapture(fileFields({ xmp: names }), new Map());
    expect(models).toHaveLength(20);
    expect(models.every(({ value }) => value.length === 500)).toBe(true);
  });

  it('take any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.jsonValue(), (text, offset, json) => {
        expect(typeof captureDate(text, offset)).toBe('string');
        const exif = { otherText: new Map(), dateTimeOriginal: text, offsetTimeOriginal: offset, make: text };
        const fields = fileFields({ exif, xmp: [xmp('exif', 'ExposureTime', text)], iptc: new Map([[55, [text]]]) });
        for (const { value, sources } of readCapture(fields, record(json))) {
          expect(value.length).toBeLessThanOrEqual(500);
          expect(sources.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe('metadata in a record', () => {
  it('is read of its assertions on metadata, and no others', () => {
    expect(record({ 'tiff:Make': 'Leica' }, 'c2pa.metadata__1').get('tiff:Make')).toEqual(['Leica']);
    expect(record({ 'tiff:Make': 'Leica' }, 'cawg.metadata').size).toBe(1);
    expect(record({ 'tiff:Make': 'Leica' }, 'com.example.exif').size).toBe(0);
  });

  it.each([[null], ['text'], [[]], [{ __proto__: null, constructor: 'x' }], [7]])('takes %j', (content) => {
    expect([...record(content).values()].flat().every((value) => typeof value === 'string')).toBe(true);
  });

  it('stops where it nests or repeats without end', () => {
    let nested: unknown = 'deep';
    for (let depth = 0; depth < 10_000; depth += 1) nested = [nested];
    expect(record({ 'tiff:Make': nested }).get('tiff:Make')).toEqual([]);
    expect(record({ 'tiff:Make': Array.from({ length: 9999 }, () => 'x') }).get('tiff:Make')).toHaveLength(20);
  });
});
