import { describe, expect, it } from 'vitest';
import { isCurrentFingerprint, packFingerprint } from '../../lib/recognition/fingerprint-bytes.ts';
import { lumaOf, type LumaPlane } from '../../lib/recognition/luma.ts';
import { findWorks, fingerprintOf } from '../../lib/recognition/recognize.ts';
import { TURNS } from '../../lib/recognition/regional/sign-descriptor.ts';
import { wholeFingerprintOf } from '../../lib/recognition/whole.ts';
import { buildAnchorIndex } from '../../lib/recognition/regional/anchor-index.ts';
import { type WorksIndex, WorksIndexMaker, wholeCandidates } from '../../lib/recognition/works-index.ts';
import { drawLandscape } from '../support/draw-landscape.ts';

const draw = (seed: number) => lumaOf(drawLandscape(480, 320, seed));

function registered(luma: LumaPlane): Uint8Array {
  const { isGraphic, anchors } = fingerprintOf(luma);
  return packFingerprint({ ...wholeFingerprintOf(luma), isGraphic, anchors });
}

function indexOf(fingerprints: readonly Uint8Array[], expected = fingerprints.length): WorksIndex {
  const maker = new WorksIndexMaker(expected);
  for (const fingerprint of fingerprints) maker.add(fingerprint);
  return maker.make();
}

/** The picture as a variant of `TURNS` shows it. */
function turned({ width, height, pixels }: LumaPlane, variant: number): LumaPlane {
  const { isTransposed = false, fx = 1, fy = 1 } = TURNS[variant] ?? {};
  const [across, down] = isTransposed ? [height, width] : [width, height];
  const turnedPixels = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [u, v] = isTransposed ? [y, x] : [x, y];
      const [column, row] = [fx === 1 ? u : across - 1 - u, fy === 1 ? v : down - 1 - v];
      turnedPixels[row * across + column] = pixels[y * width + x] ?? 0;
    }
  return { width: across, height: down, pixels: turnedPixels };
}

describe('an index of works', () => {
  const works = [1, 2, 3].map(draw);
  const fingerprints = works.map(registered);
  const index = indexOf(fingerprints);
  const [, second = draw(2)] = works;
  const kept = works.map((luma) => fingerprintOf(luma));

  it.each(TURNS.map((_, variant) => variant))('tells a whole work turned as variant %i, and how', async (variant) => {
    const copy = turned(second, variant);
    expect(wholeCandidates(index, copy)).toEqual([{ work: 1, variant }]);
    const works = {
      anchors: indexOf([]).anchors,
      kept: async (some: readonly number[]) => some.map((work) => kept[work] ?? null),
    };
    const [match] = await findWorks(works, copy, { spent: () => true }, wholeCandidates(index, copy));
    expect(match).toMatchObject({ work: 1, sureness: 'close' });
  });

  it('takes no flat picture for any work', () => {
    const flat = { width: 480, height: 320, pixels: new Float32Array(480 * 320).fill(90) };
    expect(wholeCandidates(indexOf([registered(flat), ...fingerprints]), flat)).toEqual([]);
  });

  it.each([0, 1, 3, 1000])('holds every anchor as it was registered, whatever number was expected: %i', (expected) => {
    const made = indexOf(fingerprints, expected);
    expect(made.anchors).toEqual(buildAnchorIndex(kept.map(({ anchors }) => anchors)));
    expect(wholeCandidates(made, second)).toEqual([{ work: 1, variant: 0 }]);
  });

  it('takes in works that lie one after the other, wherever in memory, and none that is not whole', () => {
    const older = fingerprints[0]?.with(0, 0) ?? new Uint8Array();
    const all = [fingerprints[0], older, fingerprints[1], new Uint8Array(), Uint8Array.of(2, 0, 0), fingerprints[2]];
    const parts = all.map((each) => each ?? new Uint8Array());
    const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0) + 3);
    for (const shift of [0, 1, 2, 3]) {
      const ends = new Uint32Array(parts.length);
      let end = 0;
      for (const [at, part] of parts.entries()) {
        bytes.set(part, shift + end);
        end += part.length;
        ends[at] = end;
      }
      const maker = new WorksIndexMaker(3);
      expect([...maker.addAll(bytes.subarray(shift, shift + end), ends)]).toEqual([1, 0, 1, 0, 0, 1]);
      expect(maker.make()).toEqual(indexOf(fingerprints));
    }
    // Ends that go back or beyond what is there, as damage leaves them.
    const maker = new WorksIndexMaker(3);
    const [first = new Uint8Array()] = fingerprints;
    expect([...maker.addAll(first, Uint32Array.of(first.length * 2, 4, first.length))]).toEqual([0, 0, 0]);
    expect([...maker.addAll(first.subarray(0, -1), Uint32Array.of(first.length))]).toEqual([0]);
  });

  it('keeps the steadiest anchors of each where there are too many works for all of them', () => {
    const made = indexOf(fingerprints, 1_000_000);
    expect([...made.anchors.firsts]).toEqual([0, 9, 18, 27]);
    for (const [work, { anchors }] of kept.entries())
      expect(made.anchors.places.subarray(work * 9, work * 9 + 9)).toEqual(anchors.places.subarray(0, 9));
  });

  it('takes in no fingerprint of another version, and none that is cut', () => {
    for (const bytes of fingerprints) {
      expect(isCurrentFingerprint(bytes)).toBe(true);
      expect(bytes.length).toBeLessThanOrEqual(1_316);
      const older = bytes.slice();
      older[0] = 0;
      const maker = new WorksIndexMaker(1);
      for (const other of [older, bytes.subarray(1), bytes.subarray(0, -1), new Uint8Array()])
        expect(maker.add(other)).toBe(false);
      expect(maker.make().anchors.works).toBe(0);
    }
  });
});
