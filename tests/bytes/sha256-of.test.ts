import { expect, it } from 'vitest';
import { hex } from '../../lib/bytes/hex.ts';
import { sha256Of } from '../../lib/bytes/sha256-of.ts';

it('writes two digits a byte', () => {
  expect(hex(Uint8Array.of(0, 9, 16, 255))).toBe('000910ff');
  expect(hex(new Uint8Array())).toBe('');
});

// FIPS 180-4's own example.
it('hashes bytes, of a longer buffer too, and texts alike', async () => {
  const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(await sha256Of('abc')).toBe(expected);
  expect(await sha256Of(new TextEncoder().encode('xabcx').subarray(1, 4))).toBe(expected);
});
