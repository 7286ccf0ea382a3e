import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeIptc } from '../../lib/decoders/iptc.ts';
import { ascii, iim, imageResource, join, u16, utf8 } from './builders.ts';

const UTF8 = iim(1, 90, ascii('\x1b%G'));

describe('decodeIptc', () => {
  it('reads record 2 of image resource 0x0404, repeated datasets in order', () => {
    const data = join(iim(1, 0, u16(4)), iim(2, 25, ascii('one')), iim(2, 25, ascii('two')), iim(2, 116, ascii('(c)')));
    const bytes = join(imageResource(0x03ed, ascii('odd'), 'name'), imageResource(0x0404, data));
    const expected = {
      value: new Map([
        [25, ['one', 'two']],
        [116, ['(c)']],
      ]),
      incomplete: null,
    };
    expect(decodeIptc(bytes)).toEqual(expected);
    expect(decodeIptc(join(ascii('Photoshop 3.0\0'), bytes))).toEqual(expected);
    expect(decodeIptc(data)).toEqual(expected);
  });

  it.each([
    ['UTF-8 as declared', join(UTF8, iim(2, 80, utf8('Zoë'))), 'Zoë'],
    ['UTF-8 that nobody declared', iim(2, 80, utf8('Zoë')), 'Zoë'],
    ['Latin-1', iim(2, 80, ascii('Zo\xeb')), 'Zoë'],
  ])('reads %s', (_, bytes, name) => {
    expect(decodeIptc(bytes).value.get(80)).toEqual([name]);
  });

  it('reads extended lengths, and zeros behind the last dataset', () => {
    const long = join(Uint8Array.of(0x1c, 2, 120, 0x80, 4, 0, 0, 0, 3), ascii('abc'), new Uint8Array(5));
    expect(decodeIptc(long)).toEqual({ value: new Map([[120, ['abc']]]), incomplete: null });
  });

  it.each([
    ['a dataset reaches past the end', join(iim(2, 80, ascii('A')), Uint8Array.of(0x1c, 2, 90, 0, 9, 1)), 'truncated'],
    ['a dataset has no marker', join(iim(2, 80, ascii('A')), ascii('garbage')), 'malformed'],
    ['a resource reaches past the end', imageResource(0x0404, iim(2, 80, ascii('A'))).subarray(0, -2), 'truncated'],
    ['a resource has no signature', join(imageResource(0x0404, iim(2, 80, ascii('A'))), ascii('nothing')), 'malformed'],
  ])('keeps what it has when %s', (_, bytes, why) => {
    const { incomplete } = decodeIptc(bytes);
    expect(incomplete).toBe(why);
  });

  it('keeps the datasets before a break', () => {
    expect(decodeIptc(join(iim(2, 80, ascii('A')), ascii('garbage'))).value.get(80)).toEqual(['A']);
  });

  it('is empty and whole without IPTC', () => {
    expect(decodeIptc(imageResource(0x03ed, ascii('x')))).toEqual({ value: new Map(), incomplete: null });
    expect(decodeIptc(new Uint8Array(0))).toEqual({ value: new Map(), incomplete: null });
  });

  it('stops at a number of datasets', () => {
    const many = join(...Array.from({ length: 5000 }, () => iim(2, 25, ascii('k'))));
    expect(decodeIptc(many).incomplete).toBe('too-large');
  });

  it('takes any bytes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', '\x1c\x02', '8BIM\x04\x04\0\0'),
        fc.uint8Array({ maxLength: 120 }),
        (head, bytes) => {
          expect(decodeIptc(join(ascii(head), bytes)).value).toBeInstanceOf(Map);
        },
      ),
    );
  });
});
