import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCbor } from '../../lib/bytes/decode-cbor.ts';

const decode = (hex: string) => decodeCbor(Uint8Array.from(Buffer.from(hex, 'hex')));

/** Examples of RFC 8949, Appendix A, and hostile ones. */
describe('CBOR', () => {
  it.each<[string, unknown]>([
    ['00', 0],
    ['1818', 24],
    ['1903e8', 1000],
    ['1a000f4240', 1_000_000],
    ['1b000000e8d4a51000', 1_000_000_000_000],
    ['1bffffffffffffffff', Number.MAX_SAFE_INTEGER],
    ['3903e7', -1000],
    ['fa47c35000', 100_000],
    ['fb3ff199999999999a', 1.1],
    ['fb7ff0000000000000', null],
    ['f93c00', null],
    ['f4', false],
    ['f5', true],
    ['f6', null],
    ['c074323031332d30332d32315432303a30343a30305a', '2013-03-21T20:04:00Z'],
    ['4401020304', null],
    ['62c3bc', 'ü'],
    ['8301820203820405', [1, [2, 3], [4, 5]]],
    ['a26161016162820203', { a: 1, b: [2, 3] }],
    ['a1016161', {}],
  ])('%s', (hex, value) => {
    expect(decode(hex)).toEqual({ kind: 'found', value });
  });

  it.each([
    ['', 'malformed'],
    ['19', 'malformed'],
    ['fb00', 'malformed'],
    ['6261', 'malformed'],
    ['61ff', 'malformed'],
    ['1c', 'malformed'],
    ['9f01ff', 'unsupported'],
    ['7f6161ff', 'unsupported'],
    ['9b7fffffffffffffff', 'too-large'],
    ['5b7fffffffffffffff', 'malformed'],
    ['81'.repeat(100_000), 'too-large'],
    ['c1'.repeat(100_000), 'too-large'],
  ])('%.20s is %s', (hex, why) => {
    expect(decode(hex)).toEqual({ kind: 'unanswered', why });
  });

  it('has no prototype to reach', () => {
    const read = decode('a1695f5f70726f746f5f5fa1616101');
    expect(read.kind === 'found' && Object.getPrototypeOf(read.value)).toBe(Object.prototype);
  });

  it('ends, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void decodeCbor(bytes)));
  });
});
