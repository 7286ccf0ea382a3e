import { describe, expect, it } from 'vitest';
import { scoreBlocks } from '../../../lib/recognition/regional/block-score.ts';
import { localContrast } from '../../../lib/recognition/regional/local-contrast.ts';
import { drawBlobs } from '../../support/draw-blobs.ts';

const WIDTH = 96;
const HEIGHT = 64;
const one = contrastOf(1);
const other = contrastOf(2);
const isSeen = new Uint8Array(WIDTH * HEIGHT).fill(1);

describe('blocks of two pictures', () => {
  it('speak for each other where they are the same', () => {
    const { score, alike, unlike, likeness } = scoreBlocks(one, one, isSeen, WIDTH, HEIGHT);
    expect(alike).toBeGreaterThan(12);
    expect(unlike).toBe(0);
    expect(score).toBeCloseTo(0.6 * alike, 5);
    expect(likeness).toBeCloseTo(1, 5);
  });

  it('speak against each other where they are not, so that a part in common is not enough', () => {
    const strange = scoreBlocks(one, other, isSeen, WIDTH, HEIGHT);
    expect(strange.score).toBeLessThan(0);
    const partly = Float32Array.from(other, (value, at) => (at < WIDTH * 16 ? (one[at] ?? 0) : value));
    const framed = scoreBlocks(one, partly, isSeen, WIDTH, HEIGHT);
    expect(framed.alike).toBeGreaterThan(strange.alike + 3);
    expect(framed.score).toBeLessThan(0.6 * framed.alike - 0.2 * framed.unlike);
    expect(framed.likeness).toBeLessThan(0.6);
  });

  it('say nothing where nothing is seen', () => {
    const unseen = scoreBlocks(one, one, new Uint8Array(WIDTH * HEIGHT), WIDTH, HEIGHT);
    expect(unseen).toEqual({ score: 0, alike: 0, unlike: 0, likeness: 0, seen: 0 });
  });
});

function contrastOf(seed: number): Float32Array {
  return localContrast(drawBlobs(WIDTH, HEIGHT, seed).pixels, WIDTH, HEIGHT);
}
