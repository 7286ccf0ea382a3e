import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeExif } from '../../lib/decoders/exif.ts';
import { angle, ascii, directory, join, text, tiff, u16, u32, undefinedBytes, utf16, utf8 } from './builders.ts';

const UNICODE = ascii('UNICODE\0');
const comment = (bytes: Uint8Array) =>
  decodeExif(tiff([directory(0x8769, [undefinedBytes(0x9286, bytes)])])).value?.userComment;

describe('tags', () => {
  it.each(['II', 'MM'] as const)('reads texts of IFD0 and the Exif IFD in %s order', (order) => {
    const bytes = tiff(
      [
        text(0x010f, 'Make'),
        text(0x0131, 'Software é'),
        text(0x8298, 'One\0Two'),
        text(0x013c, 'host'),
        directory(0x8769, [text(0xa431, '123'), text(0xa434, 'Lens'), undefinedBytes(0x927c, ascii('fooocus'))]),
      ],
      order,
    );
    expect(decodeExif(bytes)).toEqual({
      value: {
        make: 'Make',
        software: 'Software é',
        copyright: 'One Two',
        serialNumber: '123',
        lensModel: 'Lens',
        makerNoteText: 'fooocus',
        otherText: new Map([[0x013c, 'host']]),
      },
      incomplete: null,
    });
  });

  it.each(['II', 'MM'] as const)('reads how a picture was taken in %s order', (order) => {
    const rational = (tag: number, ...pair: [number, number]) => angle(tag, [pair], order);
    const short = (tag: number, value: number) => ({
      tag,
      type: 3,
      count: 1,
      data: order === 'II' ? Uint8Array.of(value & 0xff, value >> 8) : u16(value),
    });
    const taken = [
      rational(0x829a, 1, 250),
      rational(0x829d, 28, 10),
      short(0x8827, 400),
      rational(0x920a, 35, 0),
      text(0x9003, '2021:05:03 14:22:11'),
      text(0x9011, '+02:00'),
      text(0xa433, 'Leica'),
    ];
    expect(decodeExif(tiff([directory(0x8769, taken)], order)).value).toEqual({
      exposureTime: 1 / 250,
      fNumber: 2.8,
      iso: 400,
      dateTimeOriginal: '2021:05:03 14:22:11',
      offsetTimeOriginal: '+02:00',
      lensMake: 'Leica',
      otherText: new Map(),
    });
  });

  it('takes a block that still has its JPEG header', () => {
    expect(decodeExif(join(ascii('Exif\0\0'), tiff([text(0x010f, 'Maker')]))).value?.make).toBe('Maker');
  });

  it('leaves a binary maker note alone', () => {
    const { value } = decodeExif(tiff([directory(0x8769, [undefinedBytes(0x927c, Uint8Array.of(1, 2, 3, 200, 0))])]));
    expect(value).toEqual({ otherText: new Map() });
  });
});

describe('UserComment', () => {
  const prompt = 'a red fox\nSteps: 20';
  it.each([
    ['ASCII', join(ascii('ASCII\0\0\0'), utf8(prompt))],
    ['UNICODE, big-endian as piexif writes it', join(UNICODE, utf16(prompt, 'big'))],
    ['UNICODE, little-endian', join(UNICODE, utf16(prompt, 'little'))],
    ['UNICODE that is UTF-8', join(UNICODE, utf8(prompt))],
    ['no character code', join(new Uint8Array(8), utf8(prompt))],
    ['no character code and UTF-16', join(new Uint8Array(8), utf16(prompt, 'little'))],
    ['no header at all', utf8(prompt)],
    ['JIS', join(ascii('JIS\0\0\0\0\0'), utf8(prompt))],
  ])('reads %s', (_, bytes) => {
    expect(comment(bytes)).toBe(prompt);
  });

  it('goes by the order of the structure where the text has no Latin letters', () => {
    expect(comment(join(UNICODE, utf16('画一只狐狸', 'big')))).toBe('画一只狐狸');
  });
});

describe('position', () => {
  const gps = (order: 'II' | 'MM', latitude: readonly (readonly [number, number])[], south = 'S') =>
    decodeExif(
      tiff(
        [
          directory(0x8825, [
            text(1, south),
            angle(2, latitude, order),
            text(3, 'E'),
            angle(
              4,
              [
                [13, 1],
                [24, 1],
                [0, 1],
              ],
              order,
            ),
          ]),
        ],
        order,
      ),
    ).value?.gps;

  it.each(['II', 'MM'] as const)('is decimal degrees with a sign (%s)', (order) => {
    expect(
      gps(order, [
        [33, 1],
        [30, 1],
        [3600, 100],
      ]),
    ).toEqual({ latitude: -33.51, longitude: 13.4 });
  });

  it('is absent without a fix or out of range', () => {
    expect(
      gps('MM', [
        [0, 0],
        [0, 0],
        [0, 0],
      ]),
    ).toBeUndefined();
    expect(
      gps('MM', [
        [91, 1],
        [0, 1],
        [0, 1],
      ]),
    ).toBeUndefined();
    expect(
      gps('MM', [
        [1, 0],
        [0, 1],
        [0, 1],
      ]),
    ).toBeUndefined();
  });
});

describe('what is broken', () => {
  it('says malformed for what is not TIFF and for a directory inside the header', () => {
    expect(decodeExif(ascii('not a tiff'))).toEqual({ value: null, incomplete: 'malformed' });
    expect(decodeExif(join(ascii('MM'), u32(0x002a0000), u32(0))).incomplete).not.toBeNull();
  });

  it('keeps the tags it reaches when a value lies past the end', () => {
    const bytes = tiff([text(0x010f, 'Maker'), text(0x0131, 'Software')]);
    const { value, incomplete } = decodeExif(bytes.subarray(0, bytes.length - 4));
    expect(value?.make).toBe('Maker');
    expect(value?.software).toBeUndefined();
    expect(incomplete).toBe('truncated');
  });

  it('does not mind a fault in a tag it has no use for', () => {
    const stray = { tag: 0x0202, type: 4, count: 0xffff, data: u32(0x7fffffff) };
    expect(decodeExif(tiff([text(0x010f, 'Maker'), stray])).incomplete).toBeNull();
  });

  it('ends when directories point at themselves', () => {
    const bytes = tiff([directory(0x8769, [text(0xa434, 'Lens')]), directory(0x8825, [])]);
    const view = new DataView(bytes.buffer);
    view.setUint32(8 + 2 + 8, 8);
    view.setUint32(8 + 2 + 12 + 8, 8);
    expect(decodeExif(bytes).value).not.toBeNull();
  });

  it('spends no more than its budget on many tags that share one long text', () => {
    const long = new Uint8Array(200_000).fill(0x61);
    const bytes = tiff([undefinedBytes(0x010f, long)]);
    const entries = Array.from({ length: 999 }, (_, index) => ({
      tag: 0x4000 + index,
      type: 2,
      count: 4,
      data: u32(0),
    }));
    const crowded = tiff([...entries, undefinedBytes(0xfff0, long)]);
    const view = new DataView(crowded.buffer);
    for (let index = 0; index < 999; index++) {
      view.setUint32(8 + 2 + index * 12 + 4, long.length);
      view.setUint32(8 + 2 + index * 12 + 8, crowded.length - long.length);
    }
    expect(decodeExif(bytes).incomplete).toBeNull();
    const { value, incomplete } = decodeExif(crowded);
    expect(incomplete).toBe('too-large');
    expect(value?.otherText.size).toBeLessThan(30);
  });
});

describe('any input', () => {
  it('gives fields and a reason, never an exception', () => {
    fc.assert(
      fc.property(fc.constantFrom('II*\0', 'MM\0*', ''), fc.uint8Array({ maxLength: 300 }), (head, bytes) => {
        const { value, incomplete } = decodeExif(join(ascii(head), bytes));
        if (value === null) expect(incomplete).toBe('malformed');
      }),
    );
  });

  it('survives any damage to a real block', () => {
    const bytes = tiff([
      text(0x010f, 'Make'),
      directory(0x8769, [undefinedBytes(0x9286, join(UNICODE, utf16('hello', 'big')))]),
      directory(0x8825, [
        text(1, 'N'),
        angle(
          2,
          [
            [1, 1],
            [2, 1],
            [3, 1],
          ],
          'MM',
        ),
      ]),
    ]);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.uint8Array({ minLength: 1, maxLength: 6 }), (at, damage) => {
        const damaged = bytes.slice();
        damaged.set(damage.subarray(0, bytes.length - at), at);
        expect(() => decodeExif(damaged)).not.toThrow();
      }),
    );
  });
});
