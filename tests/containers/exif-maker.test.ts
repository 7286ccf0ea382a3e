import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exifMaker } from '../../lib/containers/exif-maker.ts';
import { ascii, bytes, directory, tiff, TINY_TIFF, u16be, u32be } from '../support/build-bytes.ts';

const MAKE = 0x010f;

describe('the maker in an EXIF block', () => {
  it.each(['SAMSUNG', 'samsung  ', 'LG', 'NEX'])('is read in either byte order and at any length: %s', (name) => {
    expect(exifMaker(tiff(directory(8, [ascii(0x010e, 'a picture'), ascii(MAKE, name)])))).toBe(name.trim());
    const value = bytes(`${name}\0`);
    const isInline = value.length <= 4;
    const entry = [
      u16be(MAKE),
      u16be(2),
      u32be(value.length),
      isInline ? bytes(value, [0, 0, 0]).subarray(0, 4) : u32be(26),
    ];
    const big = bytes('MM', u16be(42), u32be(8), u16be(1), ...entry, u32be(0), isInline ? '' : value);
    expect(exifMaker(big)).toBe(name.trim());
  });

  it('is nobody where none is named, or only beyond what is held', () => {
    expect(exifMaker(TINY_TIFF)).toBe('');
    expect(exifMaker(bytes('no TIFF'))).toBe('');
    const cut = tiff(directory(8, [ascii(MAKE, 'Halden Cameras')]));
    expect(exifMaker(cut.subarray(0, cut.length - 12))).toBe('');
  });

  it('takes any bytes', () => {
    const change = fc.tuple(fc.nat(60), fc.nat(255));
    const whole = tiff(directory(8, [ascii(MAKE, 'Halden Cameras')]));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
        const changed = whole.slice();
        for (const [at, value] of changes) changed[at % changed.length] = value;
        expect(exifMaker(changed).length).toBeLessThanOrEqual(64);
      }),
    );
  });
});
