import { describe, expect, it } from 'vitest';
import { chromaPlane, orientPlane } from '../../lib/watermarks/chroma-plane.ts';
import type { Orientation } from '../../lib/model/raster.ts';

/** Exif 2.32, tag 0x0112: what is shown of rows `ab`, `cd`, `ef`. */
const SHOWN: readonly (readonly [Orientation, string])[] = [
  [1, 'ab cd ef'],
  [2, 'ba dc fe'],
  [3, 'fe dc ba'],
  [4, 'ef cd ab'],
  [5, 'ace bdf'],
  [6, 'eca fdb'],
  [7, 'fdb eca'],
  [8, 'bdf ace'],
];

describe('a plane', () => {
  it.each(SHOWN)('under orientation %i is shown as %s', (orientation, shown) => {
    const stored = { width: 2, height: 3, values: new TextEncoder().encode('abcdef') };
    const { width, height, values } = orientPlane(stored, orientation);
    const rows = Array.from({ length: height }, (_, row) =>
      new TextDecoder().decode(values.subarray(row * width, (row + 1) * width)),
    );
    expect(rows.join(' ')).toBe(shown);
  });

  it('has no color where there is none, whatever the alpha', () => {
    const rgba = Uint8Array.of(0, 0, 0, 0, 90, 90, 90, 255, 255, 255, 255, 1, 0, 0, 255, 0);
    expect([...chromaPlane({ width: 2, height: 2, rgba }).values]).toEqual([128, 128, 128, 239]);
  });

  it('has the rows asked for, and no more than there are', () => {
    const raster = { width: 3, height: 2, rgba: new Uint8Array(24) };
    expect(chromaPlane(raster, 1)).toMatchObject({ width: 3, height: 1, values: { length: 3 } });
    expect(chromaPlane(raster, 9)).toMatchObject({ width: 3, height: 2, values: { length: 6 } });
  });
});
