import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeApeTags } from '../../lib/decoders/ape-tags.ts';
import { decodeFrontMatter } from '../../lib/decoders/front-matter.ts';
import { decodeId3 } from '../../lib/decoders/id3.ts';
import { decodeId3v1 } from '../../lib/decoders/id3v1.ts';
import { decodeMatroskaTags } from '../../lib/decoders/matroska-tags.ts';
import { decodeMp4Tags } from '../../lib/decoders/mp4-tags.ts';
import { decodeOoxmlProperties } from '../../lib/decoders/ooxml-properties.ts';
import { decodePdfInfo } from '../../lib/decoders/pdf-info.ts';
import { decodeRiffText } from '../../lib/decoders/riff-text.ts';
import { commonTagName } from '../../lib/decoders/tag-names.ts';
import { decodeVorbisComment } from '../../lib/decoders/vorbis-comment.ts';
import type { Decoded, TextField } from '../../lib/model/fields.ts';
import { box, bytes, riffChunk, u32be } from '../support/build-bytes.ts';
import { apeItem, dataBox, id3Frame, id3v1, simpleTag, tags, vorbisComment } from '../support/build-media.ts';

const decoders: readonly [
  name: string,
  decode: (part: Uint8Array) => Decoded<readonly TextField[]>,
  sample: Uint8Array,
][] = [
  ['ID3v2.2', (part) => decodeId3(part, 2), id3Frame(2, 'TT2', '\0Title')],
  [
    'ID3v2.3',
    (part) => decodeId3(part, 3),
    id3Frame(3, 'TXXX', bytes(1, [0xff, 0xfe], Buffer.from('a\0b', 'utf16le'))),
  ],
  ['ID3v2.4', (part) => decodeId3(part, 4), id3Frame(4, 'COMM', '\x03eng\0text')],
  ['ID3v1', decodeId3v1, id3v1('Title', 'Artist', 'Comment')],
  ['APE', decodeApeTags, bytes(apeItem('Title', 'a'), apeItem('Cover', 'b', 2))],
  [
    'MP4',
    decodeMp4Tags,
    bytes(box('keys', u32be(0), u32be(1), box('mdta', 'AIGC')), u32be(32), u32be(1), dataBox('{}123456')),
  ],
  ['RIFF', decodeRiffText, bytes(riffChunk('ISFT', 'x'), riffChunk('bext', 'y'))],
  ['Vorbis', decodeVorbisComment, vorbisComment('lib', 'A=b', 'C=d')],
  ['Matroska', decodeMatroskaTags, tags(simpleTag('A', 'b'))],
  ['PDF', decodePdfInfo, bytes('<</Producer(a\\)b)/AIGC<FEFF0041>>>')],
  ['Office', decodeOoxmlProperties, bytes('<Properties><property name="A"><v>b</v></property></Properties>')],
  ['front matter', decodeFrontMatter, bytes('a: b\nc:\n  d: "e"\n')],
];

describe.each(decoders)('%s', (_, decode, sample) => {
  it('reads its sample whole', () => {
    const { value, incomplete } = decode(sample);
    expect(value.length).toBeGreaterThan(0);
    expect(incomplete).toBeNull();
  });

  it('answers any bytes with fields and never throws', () => {
    const change = fc.tuple(fc.nat(sample.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 5 }), fc.uint8Array({ maxLength: 60 }), (changes, rest) => {
        const part = bytes(sample, rest);
        for (const [at, value] of changes) part[at] = value;
        for (const { keyword, text } of decode(part).value) expect(typeof `${keyword}${text}`).toBe('string');
      }),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => decode(noise).value.length <= 1024));
  });

  it('keeps to a number of fields, quickly', () => {
    const many = bytes(...Array.from({ length: 3000 }, () => sample));
    expect(decode(many).value.length).toBeLessThanOrEqual(1100);
  });

  it('passes quickly over a megabyte of one byte', () => {
    for (const byte of ['(', '<', '\\', '/', ' ', '\n', '\0', 'A', '\xff', '-'])
      expect(decode(bytes(byte.repeat(1_000_000))).value.length).toBeLessThanOrEqual(1100);
  });
});

it('knows one name for what formats call by several', () => {
  expect(['TSSE', '©too', 'ISFT', 'Encoder', 'Producer', 'WritingApp'].map(commonTagName)).toEqual(
    Array(6).fill('Software'),
  );
  expect(commonTagName('Mood')).toBe('Mood');
  expect(commonTagName('__proto__')).toBe('__proto__');
});
