import { describe, expect, it } from 'vitest';
import { readExposures, readPeople } from '../../lib/details/people.ts';
import { readRecordMetadata } from '../../lib/details/record-metadata.ts';
import { xmp } from '../signals/evidence.ts';
import { fileFields } from './file-fields.ts';

const UUID = '4800156b-8880-4786-9056-7ca3da44abcd';

describe('what a file tells about people', () => {
  it('is told value by value, with where it stands', () => {
    const exif = {
      otherText: new Map(),
      gps: { latitude: -33.856_784, longitude: 151.215_297 },
      serialNumber: '123',
      ownerName: 'Ada',
      artist: 'Ada',
    };
    const fields = fileFields({ exif, xmp: [xmp('dc', 'creator', 'Grace')], iptc: new Map([[80, ['Ada']]]) });
    expect(readPeople(fields, new Map())).toEqual([
      { name: 'gps', value: '-33.85678, 151.21530', sources: ['exif'] },
      { name: 'camera-serial', value: '123', sources: ['exif'] },
      { name: 'person-name', value: 'Ada', sources: ['exif', 'iptc'] },
      { name: 'person-name', value: 'Grace', sources: ['xmp'] },
    ]);
  });

  it('counts what only the record states', () => {
    const content = { 'EXIF:GPSLatitude': '43.15', 'EXIF:GPSLongitude': '-77.58', 'exifEX:BodySerialNumber': '9' };
    const record = readRecordMetadata([{ label: 'stds.exif', content }]);
    expect(readExposures(fileFields(), record)).toEqual(['gps', 'camera-serial']);
    expect(readPeople(fileFields(), record)[0]).toEqual({ name: 'gps', value: '43.15, -77.58', sources: ['record'] });
  });

  it('has one place where Exif and XMP write it in two ways', () => {
    const gps = { latitude: 40.736_435, longitude: -73.993_16 };
    const inXmp = [xmp('exif', 'GPSLatitude', '40,44.1861N'), xmp('exif', 'GPSLongitude', '73,59.5896W')];
    const fields = fileFields({ exif: { otherText: new Map(), gps }, xmp: inXmp });
    expect(readPeople(fields, new Map())).toEqual([
      { name: 'gps', value: '40.73644, -73.99316', sources: ['exif', 'xmp'] },
    ]);
    const other = fileFields({ xmp: [xmp('exif', 'GPSLatitude', '<b>north</b>')] });
    expect(readPeople(other, new Map())[0]?.value).toBe('<b>north</b>');
  });

  it('has no names that are identifiers, and no blank ones', () => {
    const exif = { otherText: new Map(), artist: UUID, ownerName: ' ', serialNumber: '' };
    expect(readPeople(fileFields({ exif }), new Map())).toEqual([]);
  });

  it('is cut and counted, whatever a file lists', () => {
    const many = Array.from({ length: 3000 }, (_, index) =>
      xmp('iptcExt', 'PersonInImage', `${index}${'é'.repeat(9999)}`),
    );
    const people = readPeople(fileFields({ xmp: many }), new Map());
    expect(people).toHaveLength(20);
    expect(people.every(({ value }) => value.length <= 500)).toBe(true);
  });
});
