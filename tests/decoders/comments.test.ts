import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeComment, decodeTrailer } from '../../lib/decoders/comments.ts';
import { ascii, join, utf8 } from './builders.ts';

describe('decodeComment', () => {
  it('reads UTF-8, else Latin-1, without the NUL at its end', () => {
    expect(decodeComment(utf8('Grüße\0'))).toEqual({ value: 'Grüße', incomplete: null });
    expect(decodeComment(ascii('Gr\xfc\xdfe'))).toEqual({ value: 'Grüße', incomplete: null });
  });

  it('cuts what is far too long and says so', () => {
    const { value, incomplete } = decodeComment(new Uint8Array(3 << 20).fill(0x61));
    expect(value.length).toBe(1 << 20);
    expect(incomplete).toBe('too-large');
  });
});

describe('decodeTrailer', () => {
  it('keeps the readable runs', () => {
    const bytes = join(
      Uint8Array.of(0, 0xff, 1),
      ascii('PEg_Info{"genAIType":8}'),
      Uint8Array.of(0),
      ascii('short'),
      Uint8Array.of(9),
    );
    expect(decodeTrailer(bytes)).toEqual({ value: 'PEg_Info{"genAIType":8}', incomplete: null });
  });

  it('stops at a limit of text', () => {
    expect(decodeTrailer(new Uint8Array(1 << 20).fill(0x61)).incomplete).toBe('too-large');
  });

  it('takes any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(decodeTrailer(bytes).value).toMatch(/^[\x20-\x7e\n]*$/);
        expect(typeof decodeComment(bytes).value).toBe('string');
      }),
    );
  });
});
