import fc from 'fast-check';
import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { openPngText, pngTextField } from '../../lib/decoders/png-text.ts';
import { decodeRawProfile } from '../../lib/decoders/raw-profile.ts';
import { ascii, join, utf8 } from './builders.ts';

const CAP = 1 << 20;
const field = (...args: Parameters<typeof openPngText>) => {
  const opened = openPngText(...args);
  return opened.kind === 'found' ? pngTextField(opened.value) : opened;
};

describe('openPngText', () => {
  it.each([
    ['tEXt', 'png-text', ascii('Title\0Caf\xe9')],
    ['tEXt with UTF-8', 'png-text', utf8('Title\0Café')],
    ['zTXt', 'png-ztxt', join(ascii('Title\0\0'), zlibSync(utf8('Café')))],
    ['iTXt', 'png-itxt', join(ascii('Title\0\0\0fr\0Titre\0'), utf8('Café'))],
    ['compressed iTXt', 'png-itxt', join(ascii('Title\0\x01\0\0\0'), zlibSync(utf8('Café')))],
  ] as const)('reads %s', (_, kind, chunk) => {
    expect(field(kind, chunk, CAP)).toEqual({ keyword: 'Title', text: 'Café' });
  });

  it.each([
    ['no keyword ends', 'png-text', ascii('x'.repeat(200)), 'malformed'],
    ['no header', 'png-itxt', ascii('Title\0\0'), 'malformed'],
    ['another compression', 'png-ztxt', ascii('Title\0\x07abc'), 'unsupported'],
    ['not zlib', 'png-ztxt', ascii('Title\0\0not zlib at all'), 'malformed'],
    ['a bomb', 'png-ztxt', join(ascii('T\0\0'), zlibSync(new Uint8Array(4 << 20))), 'too-large'],
    [
      'a cut stream',
      'png-ztxt',
      join(ascii('T\0\0'), zlibSync(utf8('abcdefghijk'.repeat(9))).subarray(0, 12)),
      'truncated',
    ],
    ['a long plain text', 'png-text', join(ascii('T\0'), new Uint8Array(CAP + 1)), 'too-large'],
  ] as const)('says why: %s', (_, kind, chunk, why) => {
    expect(openPngText(kind, chunk, CAP)).toEqual({ kind: 'unanswered', why });
  });

  it('takes any bytes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('png-text' as const, 'png-ztxt' as const, 'png-itxt' as const),
        fc.uint8Array({ maxLength: 120 }),
        (kind, chunk) => {
          expect(openPngText(kind, chunk, CAP).kind).toMatch(/found|unanswered/);
        },
      ),
    );
  });
});

describe('decodeRawProfile', () => {
  const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const profile = (name: string, bytes: Uint8Array) =>
    ascii(`\n${name}\n${String(bytes.length).padStart(8)}\n${hex(bytes).replaceAll(/.{72}/g, '$&\n')}\n`);

  it.each([
    ['exif', ascii('Exif\0\0MM\0*'), 'exif'],
    ['APP1', ascii('Exif\0\0MM\0*'), 'exif'],
    ['iptc', ascii('8BIM'), 'iptc'],
    ['8bim', ascii('8BIM'), 'iptc'],
    ['xmp', ascii('<x:xmpmeta/>'), 'xmp'],
  ])('opens %s', (name, bytes, kind) => {
    expect(decodeRawProfile(`Raw profile type ${name}`, profile(name, bytes))).toEqual({
      kind: 'found',
      value: { kind, bytes },
    });
  });

  it('opens an APP1 block that is XMP without its header', () => {
    const bytes = ascii('http://ns.adobe.com/xap/1.0/\0<x/>');
    const value = { kind: 'xmp', bytes: ascii('<x/>') };
    expect(decodeRawProfile('Raw profile type APP1', profile('APP1', bytes))).toEqual({ kind: 'found', value });
  });

  it('is absent under any other keyword', () => {
    expect(decodeRawProfile('Comment', ascii('x')).kind).toBe('absent');
    expect(decodeRawProfile('Raw profile type icc', ascii('x')).kind).toBe('absent');
  });

  it.each([
    ['shorter than it says', '\nexif\n 9\n0011\n'],
    ['longer than it says', '\nexif\n 1\n0011\n'],
    ['not hexadecimal', '\nexif\n 2\nzz11\n'],
    ['huge by its own word', '\nexif\n 999999999\n00\n'],
    ['without a header', 'exif'],
  ])('is malformed when %s', (_, text) => {
    expect(decodeRawProfile('Raw profile type exif', ascii(text))).toEqual({ kind: 'unanswered', why: 'malformed' });
  });

  it('takes any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(decodeRawProfile('Raw profile type exif', join(ascii('\nexif\n 4\n'), bytes)).kind).toMatch(
          /found|unanswered/,
        );
      }),
    );
  });
});
