import fc from 'fast-check';
import { zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { decodeParts } from '../../lib/decoders/index.ts';
import { xmpText } from '../../lib/decoders/xmp-lookup.ts';
import { ns } from '../../lib/decoders/xmp-namespaces.ts';
import type { ContainerMap, Part, PartKind } from '../../lib/model/container.ts';
import type { Outcome } from '../../lib/model/outcome.ts';
import { ascii, iim, imageResource, join, packet, text, tiff, utf8 } from './builders.ts';

type Held = readonly [PartKind, Uint8Array];

function mapOf(held: readonly Held[]): ContainerMap {
  const parts = held.map(([kind, bytes], index): Part => ({ kind, ranges: [{ offset: index, length: bytes.length }] }));
  return { format: 'image/png', parts, incomplete: null };
}

function decode(...held: readonly Held[]) {
  return decodeParts(mapOf(held), async (part) => {
    const bytes = held[part.ranges[0]?.offset ?? 0]?.[1];
    return bytes === undefined ? { kind: 'absent' } : { kind: 'found', value: bytes };
  });
}

const XMP = packet(`xmlns:dc="${ns.dc}"`, '<dc:title>t</dc:title>');
const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const profile = (name: string, bytes: Uint8Array) =>
  ascii(`Raw profile type ${name}\0\n${name}\n${bytes.length}\n${hex(bytes)}\n`);

describe('decodeParts', () => {
  it('gives each part to its decoder', async () => {
    const { fields, gaps } = await decode(
      ['xmp', utf8(XMP)],
      ['exif', tiff([text(0x010f, 'Maker')])],
      ['iptc', imageResource(0x0404, iim(2, 80, ascii('A')))],
      ['png-text', ascii('Title\0x')],
      ['png-ztxt', join(ascii('Software\0\0'), zlibSync(ascii('y')))],
      ['comment', ascii('c')],
      ['app-text', ascii('AIGC{}')],
      ['trailer', ascii('PEg_Info{}')],
    );
    expect(fields).toEqual({
      xmp: [{ ns: ns.dc, name: 'title', value: { kind: 'text', text: 't' } }],
      exif: { make: 'Maker', otherText: new Map() },
      iptc: new Map([[80, ['A']]]),
      texts: [
        { keyword: 'Title', text: 'x' },
        { keyword: 'Software', text: 'y' },
      ],
      comments: ['c', 'AIGC{}'],
      trailer: 'PEg_Info{}',
    });
    expect(gaps.size).toBe(0);
  });

  it.each([
    ['iTXt', ['png-itxt', utf8(`XML:com.adobe.xmp\0\0\0\0\0${XMP}`)]],
    ['compressed iTXt', ['png-itxt', join(ascii('XML:com.adobe.xmp\0\x01\0\0\0'), zlibSync(utf8(XMP)))]],
    ['tEXt, as Midjourney writes it', ['png-text', utf8(`XML:com.adobe.xmp\0${XMP}`)]],
    ['a raw profile', ['png-text', profile('xmp', utf8(XMP))]],
  ] as const)('takes the XMP out of %s', async (_, part) => {
    const { fields } = await decode(part);
    expect(xmpText(fields.xmp, ns.dc, 'title')).toBe('t');
    expect(fields.texts).toEqual([]);
  });

  it('takes EXIF and IPTC out of raw profiles; the first EXIF block speaks first', async () => {
    const { fields } = await decode(
      ['exif', tiff([text(0x010f, 'first')])],
      ['png-text', profile('exif', join(ascii('Exif\0\0'), tiff([text(0x010f, 'second'), text(0x0131, 'tool')])))],
      ['png-text', profile('iptc', imageResource(0x0404, iim(2, 110, ascii('credit'))))],
    );
    expect(fields.exif).toEqual({ make: 'first', software: 'tool', otherText: new Map() });
    expect(fields.iptc.get(110)).toEqual(['credit']);
  });

  it('names the gaps: what could not be read, opened or decoded to its end', async () => {
    const parts = [
      { kind: 'exif', ranges: [] },
      { kind: 'iptc', ranges: [] },
    ] as const;
    const answers: Record<string, Outcome<Uint8Array>> = {
      exif: { kind: 'unanswered', why: 'blocked' },
      iptc: { kind: 'absent' },
    };
    const map: ContainerMap = { format: 'image/jpeg', parts, incomplete: null };
    const unread = await decodeParts(map, async (part) => answers[part.kind] ?? { kind: 'absent' });
    expect([...unread.gaps]).toEqual([['exif', 'blocked']]);

    const { gaps, fields } = await decode(
      ['xmp', utf8(XMP.slice(0, -50))],
      ['png-ztxt', ascii('Comment\0\0nonsense')],
      ['xmp-extended', ascii('short')],
    );
    expect([...gaps]).toEqual([
      ['xmp', 'truncated'],
      ['png-ztxt', 'malformed'],
      ['xmp-extended', 'truncated'],
    ]);
    expect(xmpText(fields.xmp, ns.dc, 'title')).toBe('t');
  });

  it('does not ask for the record, nor for parts over its limits', async () => {
    const asked: string[] = [];
    const parts = [
      { kind: 'c2pa', ranges: [{ offset: 0, length: 10 }] },
      { kind: 'xmp', ranges: [{ offset: 0, length: 17 * 1024 * 1024 }] },
      { kind: 'comment', ranges: [{ offset: 0, length: 1 }] },
    ] as const;
    const { gaps } = await decodeParts({ format: 'image/jpeg', parts, incomplete: null }, async (part) => {
      asked.push(part.kind);
      return { kind: 'found', value: ascii('c') };
    });
    expect(asked).toEqual(['comment']);
    expect([...gaps]).toEqual([['xmp', 'too-large']]);
  });

  it('runs out of budget on a file of bombs, and ends', async () => {
    const bomb = join(ascii('Comment\0\0'), zlibSync(new Uint8Array(9 << 20)));
    const started = performance.now();
    const { gaps } = await decode(...Array.from({ length: 500 }, (): Held => ['png-ztxt', bomb]));
    expect(gaps.get('png-ztxt')).toBe('too-large');
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('ends on a file of nothing but comments', async () => {
    const { gaps, fields } = await decode(...Array.from({ length: 3000 }, (): Held => ['comment', ascii('c')]));
    expect(gaps.get('comment')).toBe('too-large');
    expect(fields.comments.length).toBe(2000);
  });

  it('takes any parts', async () => {
    const kinds = [
      'xmp',
      'xmp-extended',
      'exif',
      'iptc',
      'png-text',
      'png-ztxt',
      'png-itxt',
      'comment',
      'app-text',
      'trailer',
    ] as const;
    const part = fc.tuple(fc.constantFrom(...kinds), fc.uint8Array({ maxLength: 80 }));
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 5 }), async (held) => {
        const { fields } = await decode(...held);
        expect(typeof fields.trailer).toBe('string');
      }),
    );
  });
});
