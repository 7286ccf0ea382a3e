import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReadAhead } from '../../lib/fetch/read-ahead.ts';
import { SpanStore } from '../../lib/fetch/span-store.ts';
import { patterned } from './media-server.ts';

const FILE = patterned(2000);

function storeOf(...ranges: readonly (readonly [start: number, end: number])[]): SpanStore {
  const spans = new SpanStore();
  for (const [start, end] of ranges) spans.put(start, FILE.subarray(start, end));
  return spans;
}

describe('SpanStore', () => {
  it('knows what is missing', () => {
    const spans = storeOf([0, 100], [300, 400], [400, 500]);
    expect(spans.firstMissing(0, 100)).toBeNull();
    expect(spans.firstMissing(50, 101)).toBe(100);
    expect(spans.firstMissing(300, 500)).toBeNull();
    expect(spans.firstMissing(350, 600)).toBe(500);
    expect(spans.firstMissing(200, 201)).toBe(200);
    expect(spans.missingUntil(100, 1000)).toBe(300);
    expect(spans.missingUntil(100, 200)).toBe(200);
    expect(spans.missingUntil(500, 1000)).toBe(1000);
  });

  it('hands out views where one span holds the bytes, and joins once', () => {
    const spans = storeOf([0, 100], [100, 200]);
    expect(spans.from(40)).toHaveLength(60);
    expect(spans.slice(10, 90).buffer).toBe(FILE.buffer);
    expect(spans.slice(0, 200)).toEqual(FILE.slice(0, 200));
    expect(spans.slice(0, 200).buffer).toBe(spans.slice(20, 150).buffer);
  });

  it('takes each byte once: what came first stays', () => {
    const spans = storeOf([100, 200]);
    spans.put(50, new Uint8Array(300).fill(1));
    expect(spans.slice(100, 200)).toEqual(FILE.slice(100, 200));
    expect(spans.slice(50, 100)).toEqual(new Uint8Array(50).fill(1));
    spans.put(0, new Uint8Array(500).fill(2));
    expect(spans.slice(0, 500).filter((byte) => byte === 2)).toHaveLength(
      200 + FILE.slice(100, 200).filter((byte) => byte === 2).length,
    );
  });

  it('answers like the file itself, however it came', () => {
    const range = fc.tuple(fc.nat(1999), fc.integer({ min: 1, max: 400 }));
    fc.assert(
      fc.property(fc.array(range, { maxLength: 12 }), fc.array(range, { maxLength: 6 }), (puts, reads) => {
        const spans = new SpanStore();
        const has = new Set<number>();
        for (const [start, length] of puts) {
          const bytes = FILE.subarray(start, start + length);
          spans.put(start, bytes);
          bytes.forEach((_, index) => has.add(start + index));
        }
        for (const [start, length] of reads) {
          const end = Math.min(start + length, FILE.length);
          const all = Array.from({ length: end - start }, (_, index) => start + index);
          const missing = all.find((at) => !has.has(at)) ?? null;
          expect(spans.firstMissing(start, end)).toBe(missing);
          if (missing === null) expect(spans.slice(start, end)).toEqual(FILE.slice(start, end));
          else expect(spans.missingUntil(missing, end)).toBe(all.find((at) => at > missing && has.has(at)) ?? end);
        }
      }),
    );
  });
});

describe('ReadAhead', () => {
  const KIB = 1024;

  function planned(spans: SpanStore, ahead: ReadAhead, missing: number, needed = missing + 1): string {
    const { start, end } = ahead.plan(missing, needed, spans);
    spans.put(start, new Uint8Array(end - start));
    return `${start}-${end}`;
  }

  it('begins small, grows while a walk goes on, much from the fifth request on, and begins anew after a jump', () => {
    const spans = new SpanStore();
    spans.size = 100_000 * KIB;
    const ahead = new ReadAhead(4 * KIB);
    const kib = (range: string) => range.split('-').map((part) => Number(part) / KIB);
    expect(kib(planned(spans, ahead, 0))).toEqual([0, 4]);
    expect(kib(planned(spans, ahead, 4 * KIB))).toEqual([4, 20]);
    expect(kib(planned(spans, ahead, 20 * KIB))).toEqual([20, 36]);
    expect(kib(planned(spans, ahead, 36 * KIB))).toEqual([36, 52]);
    expect(kib(planned(spans, ahead, 52 * KIB))).toEqual([52, 116]);
    expect(kib(planned(spans, ahead, 116 * KIB))).toEqual([116, 372]);
    expect(kib(planned(spans, ahead, 372 * KIB))).toEqual([372, 1396]);
    expect(kib(planned(spans, ahead, 1396 * KIB))).toEqual([1396, 2420]);
    expect(kib(planned(spans, ahead, 50_000 * KIB))).toEqual([50_000, 50_004]);
  });

  it('reads over a small gap, and not over a large one', () => {
    const spans = new SpanStore();
    spans.size = 1000 * KIB;
    const ahead = new ReadAhead(4 * KIB);
    planned(spans, ahead, 0);
    expect(planned(spans, ahead, 30 * KIB)).toBe(`${4 * KIB}-${30 * KIB + 1 > 20 * KIB ? 30 * KIB + 1 : 20 * KIB}`);
    expect(planned(spans, ahead, 500 * KIB)).toBe(`${500 * KIB}-${504 * KIB}`);
  });

  it('asks for nothing that is there, and nothing past the end', () => {
    const spans = new SpanStore();
    spans.size = 10 * KIB;
    spans.put(9 * KIB, new Uint8Array(KIB));
    const ahead = new ReadAhead(4 * KIB);
    expect(planned(spans, ahead, 0)).toBe(`0-${4 * KIB}`);
    expect(planned(spans, ahead, 4 * KIB, 10 * KIB)).toBe(`${4 * KIB}-${9 * KIB}`);
    const small = new SpanStore();
    small.size = 100;
    expect(planned(small, new ReadAhead(4 * KIB), 0)).toBe('0-100');
  });

  it('takes the little that is left of a file along', () => {
    const spans = new SpanStore();
    spans.size = 100 * KIB;
    const ahead = new ReadAhead(4 * KIB);
    planned(spans, ahead, 0);
    expect(planned(spans, ahead, 93 * KIB)).toBe(`${93 * KIB}-${100 * KIB}`);
    expect(planned(spans, ahead, 60 * KIB)).toBe(`${60 * KIB}-${64 * KIB}`);
  });

  it('walks towards an end that nobody knows', () => {
    const spans = new SpanStore();
    expect(new ReadAhead(4 * KIB).plan(0, 2 ** 40, spans)).toEqual({ start: 0, end: 4 * KIB });
  });

  it('goes on behind a head that is there already', () => {
    const spans = new SpanStore();
    spans.size = 1000 * KIB;
    spans.put(0, new Uint8Array(1536));
    expect(planned(spans, new ReadAhead(8 * KIB, 1536), 1600)).toBe(`1536-${1536 + 8 * KIB}`);
  });
});
