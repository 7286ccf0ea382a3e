import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Corner } from '../../lib/model/badge-look.ts';
import {
  type Room,
  type Sizes,
  cornerPoint,
  cornersFor,
  insetOf,
  intersect,
  lengthFor,
} from '../../lib/page/placement.ts';

const sizes: Sizes = {
  full: { width: 200, height: 24 },
  short: { width: 120, height: 24 },
  tiny: { width: 66, height: 20 },
  bare: { width: 48, height: 20 },
};

const CORNERS: readonly Corner[] = ['bottom-start', 'top-start', 'top-end', 'bottom-end'];

describe('lengthFor', () => {
  it.each([
    [{ width: 400, height: 300 }, 'full'],
    [{ width: 216, height: 160 }, 'full'],
    [{ width: 215, height: 160 }, 'short'],
    [{ width: 140, height: 140 }, 'short'],
    [{ width: 139, height: 100 }, 'tiny'],
    [{ width: 96, height: 100 }, 'tiny'],
    [{ width: 95, height: 100 }, 'bare'],
    [{ width: 72, height: 100 }, 'bare'],
    [{ width: 71, height: 400 }, null],
    [{ width: 400, height: 47 }, null],
  ])('gives %o the %s text', (picture, length) => {
    expect(lengthFor(picture, sizes, 'normal')).toBe(length);
  });

  it('makes every badge of a crowded view tiny', () => {
    expect(lengthFor({ width: 800, height: 600 }, sizes, 'crowded')).toBe('tiny');
  });

  it('takes no more than a quarter of a low picture, and goes shorter for it', () => {
    expect(lengthFor({ width: 216, height: 96 }, sizes, 'normal')).toBe('full');
    expect(lengthFor({ width: 216, height: 80 }, sizes, 'normal')).toBe('short');
    expect(lengthFor({ width: 80, height: 48 }, sizes, 'normal')).toBe('bare');
    expect(lengthFor({ width: 72, height: 48 }, { ...sizes, bare: { width: 60, height: 20 } }, 'normal')).toBe(null);
  });

  it('gives none where the verdict has no tiny text', () => {
    expect(lengthFor({ width: 130, height: 130 }, { ...sizes, tiny: null, bare: null }, 'normal')).toBe(null);
  });
});

describe('labels that are to be small', () => {
  it('take their tiny words, else the short ones, and never the full ones', () => {
    const picture = { width: 800, height: 600 };
    expect(lengthFor(picture, sizes, 'small')).toBe('tiny');
    expect(lengthFor(picture, { ...sizes, tiny: null, bare: null }, 'small')).toBe('short');
    expect(lengthFor(picture, { ...sizes, short: null, tiny: null, bare: null }, 'small')).toBe(null);
    expect(lengthFor({ width: 90, height: 90 }, sizes, 'small')).toBe('bare');
  });
});

describe('cornersFor', () => {
  it.each(CORNERS)('has %s first for pictures, and every corner once', (corner) => {
    const corners = cornersFor(corner, false);
    expect(corners[0]).toBe(corner);
    expect(corners.toSorted()).toEqual(CORNERS.toSorted());
  });

  it('keeps clear of the controls of videos', () => {
    expect(cornersFor('bottom-start', true)).toEqual(['top-start', 'top-end', 'bottom-start', 'bottom-end']);
    expect(cornersFor('bottom-end', true)).toEqual(['top-end', 'top-start', 'bottom-start', 'bottom-end']);
  });
});

describe('cornerPoint', () => {
  const box = { x: 100, y: 50, width: 300, height: 200 };
  const badge = { width: 100, height: 24 };
  const inset = { x: 8, y: 8 };

  it.each<[Corner, boolean, number, number]>([
    ['bottom-start', false, 108, 218],
    ['bottom-start', true, 292, 218],
    ['top-start', false, 108, 58],
    ['top-end', false, 292, 58],
    ['bottom-end', true, 108, 218],
  ])('puts %s (right to left: %s) at %i, %i', (corner, isRightToLeft, x, y) => {
    expect(cornerPoint(box, badge, corner, inset, isRightToLeft)).toEqual({ x, y });
  });

  it('has no place in a box that is too small', () => {
    expect(cornerPoint({ ...box, width: 110 }, badge, 'bottom-start', inset, false)).toBe(null);
  });

  it('never leaves the picture, whatever the text, the box and the corner', () => {
    const side = fc.integer({ min: 0, max: 2000 });
    const corner = fc.constantFrom(...CORNERS);
    const room = fc.constantFrom<Room[]>('normal', 'small', 'crowded');
    const both = fc.boolean();
    fc.assert(
      fc.property(
        side,
        side,
        side,
        side,
        corner,
        room,
        both,
        both,
        (width, height, x, y, preferred, wished, isVideo, isRightToLeft) => {
          const length = lengthFor({ width, height }, sizes, wished);
          const size = length === null ? null : sizes[length];
          if (length === null || size === null) return;
          const gap = { x: insetOf(length), y: insetOf(length) };
          for (const corner of cornersFor(preferred, isVideo)) {
            const at = cornerPoint({ x, y, width, height }, size, corner, gap, isRightToLeft);
            expect(at).not.toBe(null);
            if (at === null) continue;
            expect(at.x).toBeGreaterThanOrEqual(x + gap.x);
            expect(at.y).toBeGreaterThanOrEqual(y + gap.y);
            expect(at.x + size.width).toBeLessThanOrEqual(x + width - gap.x);
            expect(at.y + size.height).toBeLessThanOrEqual(y + height - gap.y);
          }
        },
      ),
    );
  });
});

describe('intersect', () => {
  it('is what two boxes share', () => {
    const a = { x: 0, y: 0, width: 100, height: 100 };
    expect(intersect(a, { x: 60, y: -20, width: 100, height: 50 })).toEqual({ x: 60, y: 0, width: 40, height: 30 });
    expect(intersect(a, { x: 100, y: 0, width: 10, height: 10 })).toBe(null);
  });
});
