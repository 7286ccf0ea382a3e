import { describe, expect, it } from 'vitest';
import { packFingerprint, unpackFingerprint } from '../../lib/recognition/fingerprint-bytes.ts';
import { lumaOf, type LumaPlane } from '../../lib/recognition/luma.ts';
import { findWorks, fingerprintOf } from '../../lib/recognition/recognize.ts';
import { TURNS } from '../../lib/recognition/regional/sign-descriptor.ts';
import { wholeFingerprintOf } from '../../lib/recognition/whole.ts';
import { buildWorksIndex, wholeCandidates } from '../../lib/recognition/works-index.ts';
import { drawLandscape } from '../support/draw-landscape.ts';

const draw = (seed: number) => lumaOf(drawLandscape(480, 320, seed));

function registered(luma: LumaPlane) {
  const { isGraphic, anchors } = fingerprintOf(luma);
  return { ...wholeFingerprintOf(luma), isGraphic, anchors };
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
  const index = buildWorksIndex(fingerprints);
  const [, second = draw(2)] = works;
  const kept = works.map((luma) => fingerprintOf(luma));

  it.each(TURNS.map((_, variant) => variant))('tells a whole work turned as variant %i, and how', async (variant) => {
    const copy = turned(second, variant);
    expect(wholeCandidates(index, copy)).toEqual([{ work: 1, variant }]);
    const works = { anchors: buildWorksIndex([]).anchors, kept: async (work: number) => kept[work] ?? null };
    const [match] = await findWorks(works, copy, { spent: () => true }, wholeCandidates(index, copy));
    expect(match).toMatchObject({ work: 1, sureness: 'close' });
  });

  it('takes no flat picture for any work', () => {
    const flat = { width: 480, height: 320, pixels: new Float32Array(480 * 320).fill(90) };
    expect(wholeCandidates(buildWorksIndex([registered(flat), ...fingerprints]), flat)).toEqual([]);
  });

  it('packs fingerprints and takes back nothing else', () => {
    for (const fingerprint of fingerprints) {
      const bytes = packFingerprint(fingerprint);
      expect(unpackFingerprint(bytes)).toEqual(fingerprint);
      expect(bytes.length).toBeLessThanOrEqual(1_316);
      expect(unpackFingerprint(bytes.subarray(1))).toBeNull();
      expect(unpackFingerprint(bytes.subarray(0, -1))).toBeNull();
    }
    expect(unpackFingerprint(new Uint8Array())).toBeNull();
  });
});
