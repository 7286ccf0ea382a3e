import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteView, latin1, utf8 } from '../../lib/bytes/byte-view.ts';
import { bytes } from '../support/build-bytes.ts';

describe('ByteView', () => {
  const content = bytes(0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08);

  it('reads numbers in both orders', () => {
    const big = new ByteView(content);
    const little = new ByteView(content, 'little');
    expect([big.u8(0), big.u16(0), big.u24(0), big.u32(0)]).toEqual([0x01, 0x0102, 0x010203, 0x01020304]);
    expect([little.u8(0), little.u16(0), little.u24(0), little.u32(0)]).toEqual([0x01, 0x0201, 0x030201, 0x04030201]);
    expect(new ByteView(bytes(0, 0, 0, 1, 0, 0, 0, 2)).u64(0)).toBe(2 ** 32 + 2);
  });

  it('answers undefined for what lies past the end, wholly or in part', () => {
    const view = new ByteView(content);
    expect([view.u8(8), view.u16(7), view.u24(6), view.u32(5), view.u64(1)]).toEqual(Array(5).fill(undefined));
    expect([view.slice(7, 2), view.latin1(9, 0), view.u8(-1), view.u8(0.5)]).toEqual(Array(4).fill(undefined));
  });

  it('keeps 64-bit numbers safe to add to', () => {
    expect(new ByteView(new Uint8Array(8).fill(0xff)).u64(0)).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('respects the offset of the bytes in their buffer', () => {
    expect(new ByteView(content.subarray(4)).u16(0)).toBe(0x0506);
  });

  it('finds texts that end in NUL, within a cap', () => {
    const view = new ByteView(bytes('manifest\0rest'));
    expect(view.zeroTerminated(0, 32)).toBe('manifest');
    expect(view.zeroTerminated(0, 8)).toBeUndefined();
    expect(view.zeroTerminated(9, 32)).toBeUndefined();
    expect(view.startsWith('rest', 9)).toBe(true);
    expect(view.startsWith('rest and more', 9)).toBe(false);
  });

  it('never throws and never reads outside, whatever is asked', () => {
    const place = fc.oneof(fc.integer(), fc.double(), fc.constant(Number.MAX_SAFE_INTEGER));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 32 }), place, place, (content, at, length) => {
        const view = new ByteView(content, 'little');
        const numbers = [view.u8(at), view.u16(at), view.u24(at), view.u32(at), view.u64(at)];
        if (!view.has(at, 8)) expect(numbers[4]).toBeUndefined();
        const whole = Math.trunc(length);
        expect(view.slice(at, length)?.length ?? whole).toBe(whole);
        view.from(at, length).u8(0);
        view.zeroTerminated(at, length);
      }),
    );
  });
});

describe('texts', () => {
  it('Latin-1 keeps every byte, however many there are', () => {
    const content = new Uint8Array(200_000).map((_, i) => i);
    expect(Buffer.from(latin1(content), 'latin1').equals(content)).toBe(true);
  });

  it('UTF-8 is undefined when it is not', () => {
    expect(utf8(bytes('\xc3\xa9'))).toBe('é');
    expect(utf8(bytes('\xef\xbb\xbfx'))).toBe('\ufeffx');
    expect(utf8(bytes('\xc3('))).toBeUndefined();
  });
});
