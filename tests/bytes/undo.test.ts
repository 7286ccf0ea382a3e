import { brotliCompressSync, deflateRawSync, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brotliHead } from '../../lib/bytes/brotli.ts';
import { undo } from '../../lib/bytes/undo.ts';
import type { Encoding } from '../../lib/model/container.ts';
import { unsynchronise } from '../support/build-media.ts';

const wrap: Record<Encoding, (content: Uint8Array) => Uint8Array> = {
  base64: (content) => Buffer.from(Buffer.from(content).toString('base64')),
  zlib: deflateSync,
  deflate: deflateRawSync,
  brotli: brotliCompressSync,
  unsynchronised: unsynchronise,
  'variation-selectors': (content) =>
    Buffer.from(
      [...content].map((byte) => String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16)).join(''),
    ),
};
const encodings = Object.keys(wrap) as Encoding[];

describe.each(encodings)('%s', (encoding) => {
  it('gives back what was wrapped', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (content) => {
        const opened = await undo(encoding, new Uint8Array(wrap[encoding](content)), 300);
        expect(opened).toEqual({ kind: 'found', value: content });
      }),
      { numRuns: 50 },
    );
  });

  it('answers any bytes and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 100 }), async (noise) => {
        expect(['found', 'unanswered']).toContain((await undo(encoding, noise, 1000)).kind);
      }),
      { numRuns: 100 },
    );
  });
});

it.each(['zlib', 'deflate', 'brotli'] as const)('leaves a bomb of %s', async (encoding) => {
  const bomb = new Uint8Array(wrap[encoding](new Uint8Array(8_000_000)));
  expect(await undo(encoding, bomb, 1_000_000)).toEqual({ kind: 'unanswered', why: 'too-large' });
  expect(
    await undo(encoding, new Uint8Array(wrap[encoding](new Uint8Array(9000))).subarray(0, -3), 10_000),
  ).toMatchObject({ kind: 'unanswered' });
});

it('opens no more of Brotli than the head that was asked for', async () => {
  const stored = new Uint8Array(brotliCompressSync(Buffer.alloc(2_000_000, 'abc')));
  expect(await brotliHead(stored, 5)).toEqual(new Uint8Array(Buffer.from('abcab')));
});

it('takes nothing but variation selectors for them', async () => {
  for (const text of ['a', '\u{fe10}', '\u{e01f0}', '\u{e00ff}'])
    expect(await undo('variation-selectors', new Uint8Array(Buffer.from(text)), 99)).toEqual({
      kind: 'unanswered',
      why: 'malformed',
    });
});
