import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areAlike, isccBindingOf } from '../../lib/recognition/iscc-binding.ts';
import { formatImageCode, imageCodeOf, imageUnitOf } from '../../lib/recognition/iscc.ts';
import { drawScene } from '../support/draw-scene.ts';

const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const hexBase64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64');
const CODE = imageCodeOf(drawScene(320, 240, 1), 256);
const VALUE = isccBindingOf(CODE);
/** A Data-Code and an Instance-Code, as stand beside a Content-Code (test vector 1 of IEP-0020). */
const OTHER_UNITS =
  '300705b41f3472493225d27edcbdb63236846a53ee28deca5e3561acc0c9bbdf81b54007a522af4a2c9cbf6a808924afd2acfa0793347b936678f5982e22fdd3dd4a0e37';

function withBitsTurned(code: Uint8Array, count: number): Uint8Array {
  const turned = Uint8Array.from(code);
  for (let bit = 0; bit < count; bit++) turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7));
  return turned;
}

describe('a soft binding by ISCC', () => {
  it('holds one unit: two bytes of header, and 256 bits', () => {
    const bytes = Buffer.from(VALUE, 'base64');
    expect(bytes.toString('hex')).toMatch(/^2107c05f3f1a3f1838d4/);
    expect(bytes).toHaveLength(34);
  });

  it('is like one of up to an eighth of other bits, and unlike one of more', () => {
    expect(areAlike(VALUE, VALUE)).toBe(true);
    expect(areAlike(VALUE, isccBindingOf(withBitsTurned(CODE, 32)))).toBe(true);
    expect(areAlike(VALUE, isccBindingOf(withBitsTurned(CODE, 33)))).toBe(false);
    expect(areAlike(VALUE, isccBindingOf(imageCodeOf(drawScene(320, 240, 9), 256)))).toBe(false);
  });

  it('is found among other units, as text, and as a shorter code', () => {
    const among = Buffer.concat([Buffer.from(OTHER_UNITS, 'hex'), imageUnitOf(CODE)]);
    expect(areAlike(base64(among), VALUE)).toBe(true);
    expect(areAlike(btoa(formatImageCode(CODE)), VALUE)).toBe(true);
    expect(areAlike(base64(imageUnitOf(CODE.subarray(0, 8))), VALUE)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['no base64', '***'],
    ['no Image-Code', hexBase64(OTHER_UNITS)],
    ['a code of 32 bits, which strangers share', base64(imageUnitOf(CODE.subarray(0, 4)))],
    ['a code cut short', base64(imageUnitOf(CODE).subarray(0, 20))],
    ['a header that goes on', hexBase64('28000100000000')],
    ['a composite code', hexBase64('5005578c7c8fbfbdb58fa88248c53a852c8d05b41f3472493225a522af4a2c9cbf6a')],
    ['the code of a flat picture', isccBindingOf(new Uint8Array(32))],
    ['another version', base64(Uint8Array.of(0x21, 0x17, ...CODE))],
  ])('is like none in %s', (_what, value) => {
    expect(areAlike(VALUE, value)).toBe(false);
    expect(areAlike(value, VALUE)).toBe(false);
    expect(areAlike(value, value)).toBe(false);
  });

  it('takes any bytes and any text, quickly', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => !areAlike(base64(bytes), VALUE)));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !areAlike(text, VALUE)));
    const flood = base64(new Uint8Array(3000).fill(0x21));
    expect(areAlike(flood, flood)).toBe(false);
  });
});
