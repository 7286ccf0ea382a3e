import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeXmp } from '../../lib/decoders/xmp.ts';
import { decodeExtendedXmp } from '../../lib/decoders/xmp-extended.ts';
import { xmpText } from '../../lib/decoders/xmp-lookup.ts';
import { ns } from '../../lib/decoders/xmp-namespaces.ts';
import { ascii, join, packet, u32, utf8 } from './builders.ts';

const GUID = '0123456789ABCDEF0123456789ABCDEF';
const main = decodeXmp(utf8(packet(`xmlns:n="${ns.xmpNote}" n:HasExtendedXMP="${GUID}"`))).value;
const extended = utf8(packet(`xmlns:dc="${ns.dc}"`, '<dc:title>far</dc:title>'));
const segment = (offset: number, bytes: Uint8Array, total = extended.length, guid = GUID) =>
  join(ascii(guid), u32(total), u32(offset), bytes);
const halves = [segment(0, extended.subarray(0, 100)), segment(100, extended.subarray(100))] as const;

describe('decodeExtendedXmp', () => {
  it('joins the segments in any order', () => {
    const { value, incomplete } = decodeExtendedXmp([halves[1], halves[0]], main);
    expect(xmpText(value, ns.dc, 'title')).toBe('far');
    expect(incomplete).toBeNull();
  });

  it('does not read segments the main packet does not name', () => {
    expect(decodeExtendedXmp(halves, [])).toEqual({ value: [], incomplete: null });
    const other = segment(0, extended, extended.length, 'F'.repeat(32));
    expect(decodeExtendedXmp([other, ...halves], main).incomplete).toBeNull();
  });

  it.each([
    ['a piece is missing', [halves[1]], 'truncated'],
    ['the named packet is not there', [], 'truncated'],
    ['a piece reaches past the end', [segment(extended.length - 1, extended)], 'malformed'],
    ['the pieces disagree on the length', [halves[0], segment(100, extended.subarray(100), 5000)], 'malformed'],
    ['the packet says it is huge', [segment(0, extended, 0xffffffff)], 'too-large'],
    ['a segment is cut', [halves[0].subarray(0, 20)], 'truncated'],
  ] as const)('says why when %s', (_, segments, why) => {
    expect(decodeExtendedXmp(segments, main)).toEqual({ value: [], incomplete: why });
  });

  it('takes any bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 4 }), (segments) => {
        expect(Array.isArray(decodeExtendedXmp(segments, main).value)).toBe(true);
      }),
    );
  });
});
