import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflate, inflateHead } from '../../lib/bytes/inflate.ts';

const found = (value: Uint8Array) => ({ kind: 'found', value: new Uint8Array(value) });
const unanswered = (why: string) => ({ kind: 'unanswered', why });

describe.each([
  ['zlib', deflateSync],
  ['gzip', gzipSync],
] as const)('%s', (compression, compress) => {
  const text = Buffer.from('whence '.repeat(1000));

  it('gives back what was compressed, empty content too', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4000, size: 'max' }), (content) => {
        expect(inflate(compress(content), compression, 20_000)).toEqual(found(content));
      }),
      { numRuns: 50 },
    );
    expect(inflate(compress(Buffer.alloc(0)), compression, 0)).toEqual(found(Buffer.alloc(0)));
  });

  it('stops at the cap, and not below it', () => {
    expect(inflate(compress(text), compression, text.length)).toEqual(found(text));
    expect(inflate(compress(text), compression, text.length - 1)).toEqual(unanswered('too-large'));
  });

  it('leaves a bomb alone long before it has gone off', () => {
    const bomb = compress(Buffer.alloc(32 * 1024 * 1024));
    const started = performance.now();
    expect(inflate(bomb, compression, 1024 * 1024)).toEqual(unanswered('too-large'));
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('tells a cut stream from a whole one at every length', () => {
    const whole = compress(Buffer.from(Array.from({ length: 300 }, (_, i) => (i * 7919) % 251)));
    for (let length = 0; length < whole.length - 8; length++) {
      expect(inflate(whole.subarray(0, length), compression, 1000), `${length} bytes`).toEqual(unanswered('truncated'));
    }
  });

  it('calls other bytes malformed', () => {
    expect(inflate(new Uint8Array(40).fill(0xff), compression, 1000)).toEqual(unanswered('malformed'));
  });

  it('opens the head of a stream', () => {
    const head = compress(text).subarray(0, -9);
    expect(Buffer.from(inflateHead(head, compression, 10)).toString()).toBe('whence whe');
    expect(inflateHead(new Uint8Array(40).fill(0xff), compression, 10)).toHaveLength(0);
  });

  it('answers anything, within its cap', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (noise, isHeaded) => {
        const content = isHeaded ? Buffer.concat([compress(text).subarray(0, 10), noise]) : noise;
        const outcome = inflate(content, compression, 5000);
        if (outcome.kind === 'found') expect(outcome.value.length).toBeLessThanOrEqual(5000);
        expect(inflateHead(content, compression, 100).length).toBeLessThanOrEqual(100);
      }),
    );
  });
});
