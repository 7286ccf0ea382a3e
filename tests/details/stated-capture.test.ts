import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ns } from '../../lib/decoders/xmp-namespaces.ts';
import type { DecodedFields } from '../../lib/model/fields.ts';
import type { XmpProperty } from '../../lib/model/xmp.ts';
import { captureInRecord, captureInTags } from '../../lib/details/stated-capture.ts';

const NONE: DecodedFields = { xmp: [], exif: null, iptc: new Map(), texts: [], comments: [], trailer: '' };
const text = (uri: keyof typeof ns, name: string, value: string): XmpProperty => ({
  ns: ns[uri],
  name,
  value: { kind: 'text', text: value },
});
const exif = (dateTimeOriginal: string) => ({ dateTimeOriginal, otherText: new Map() });
const inRecord = (content: unknown) => captureInRecord([{ label: 'c2pa.metadata', content }]);

it('is what cameras and picture desks write', () => {
  const iptc = new Map([
    [55, ['20210503']],
    [90, ['Varn']],
    [101, ['Norway']],
  ]);
  const plain = { taken: '2021-05-03', city: 'Varn', country: 'Norway' };
  expect(captureInTags({ ...NONE, iptc })).toEqual(plain);
  expect(captureInTags({ ...NONE, iptc, exif: exif('2020:01:02 03:04:05') })).toEqual({
    ...plain,
    taken: '2020-01-02T03:04:05',
  });
  const xmp = [text('photoshop', 'City', 'Oslo'), text('photoshop', 'DateCreated', '2021-05-03T10:00:00')];
  expect(captureInTags({ ...NONE, xmp })).toEqual({ taken: '2021-05-03T10:00:00', city: 'Oslo', country: null });
  const fields = [text('iptcExt', 'City', 'Bergen'), text('iptcExt', 'CountryName', 'Norway')];
  const created: XmpProperty = { ns: ns.iptcExt, name: 'LocationCreated', value: { kind: 'struct', fields } };
  expect(captureInTags({ ...NONE, xmp: [...xmp, created] })).toMatchObject({ city: 'Bergen', country: 'Norway' });
});

it('is nothing where nothing is said: no tags, or what cameras without a clock write', () => {
  expect(captureInTags(NONE)).toBeNull();
  expect(captureInTags({ ...NONE, exif: exif('0000:00:00 00:00:00') })).toBeNull();
  expect(captureInTags({ ...NONE, exif: exif('    :  :     :  :  '), iptc: new Map([[90, [' ']]]) })).toBeNull();
});

it('is read of a record’s metadata', () => {
  const place = { 'Iptc4xmpExt:City': 'Varn', 'Iptc4xmpExt:CountryName': 'Norway' };
  const expected = { taken: '2021-05-03', city: 'Varn', country: 'Norway' };
  const date = { 'exif:DateTimeOriginal': '2021-05-03' };
  expect(inRecord({ ...date, 'Iptc4xmpExt:LocationCreated': place })).toEqual(expected);
  expect(inRecord({ ...date, 'Iptc4xmpExt:LocationCreated': [place] })).toEqual(expected);
  expect(inRecord({ ...date, 'photoshop:City': 'Varn', 'photoshop:Country': 'Norway' })).toEqual(expected);
  expect(inRecord({ 'exif:GPSLatitude': '59,54.0N' })).toBeNull();
  expect(captureInRecord([{ label: 'stds.iptc.photo-metadata', content: { 'photoshop:City': 'Varn' } }])).toEqual({
    taken: null,
    city: 'Varn',
    country: null,
  });
  expect(captureInRecord([{ label: 'org.example', content: date }])).toBeNull();
});

it('is cut, whatever a record has', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string({ maxLength: 900 }), (value, long) => {
      for (const any of [
        value,
        { 'photoshop:City': value },
        { 'photoshop:City': long, 'exif:DateTimeOriginal': value },
      ]) {
        const capture = inRecord(any);
        for (const each of Object.values(capture ?? {})) expect(each === null || each.length <= 200).toBe(true);
      }
    }),
  );
});
