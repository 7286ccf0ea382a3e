import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cropOf } from '../../lib/evidence/crop.ts';

const VIEWPORT = { width: 800, height: 600 };

describe('cropOf', () => {
  it('goes from CSS pixels to device pixels, and to the edge of the view', () => {
    const picture = { width: 1600, height: 1200 };
    expect(cropOf({ x: 10, y: 20, width: 100, height: 50 }, VIEWPORT, picture)).toEqual({
      x: 20,
      y: 40,
      width: 200,
      height: 100,
    });
    expect(cropOf({ x: -10, y: 580, width: 20, height: 50 }, VIEWPORT, picture)).toEqual({
      x: 0,
      y: 1160,
      width: 20,
      height: 40,
    });
    expect(cropOf({ x: 900, y: 0, width: 20, height: 50 }, VIEWPORT, picture)).toBeNull();
  });

  it('is never empty and never outside, whatever a page answers', () => {
    const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    const size = fc.double({ min: 0.001, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(number, number, size, size, size, (x, y, width, height, wide) => {
        const crop = cropOf({ x, y, width, height }, { width: wide, height: wide }, { width: 300, height: 200 });
        if (crop === null) return;
        expect(crop.width > 0 && crop.height > 0).toBe(true);
        expect(crop.x >= 0 && crop.y >= 0 && crop.x + crop.width <= 300 && crop.y + crop.height <= 200).toBe(true);
      }),
    );
  });
});
