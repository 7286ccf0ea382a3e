import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSheet, placeCard } from '../../lib/page/card-place.ts';

const viewport = { width: 1200, height: 900 };
const card = { width: 352, height: 400 };

describe('placeCard', () => {
  it('opens away from the picture, start-aligned, 4 px off', () => {
    const badge = { x: 100, y: 200, width: 180, height: 24 };
    expect(placeCard(badge, card, viewport, 'below', false)).toMatchObject({ side: 'below', x: 100, y: 228 });
  });

  it('flips where there is no room', () => {
    const badge = { x: 100, y: 800, width: 180, height: 24 };
    expect(placeCard(badge, card, viewport, 'below', false)).toMatchObject({ side: 'above', y: 800 - 4 - 400 });
    expect(placeCard({ ...badge, y: 20 }, card, viewport, 'above', false)).toMatchObject({ side: 'below', y: 48 });
  });

  it('aligns with the other side from right to left', () => {
    const badge = { x: 600, y: 100, width: 180, height: 24 };
    expect(placeCard(badge, card, viewport, 'below', true).x).toBe(600 + 180 - 352);
  });

  it('stays within the viewport across, and lower than 80 % of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 400, max: 2000 }),
        fc.integer({ min: 400, max: 2000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (width, height, across, down, isRightToLeft) => {
          const badge = { x: across * (width - 100), y: down * (height - 24), width: 100, height: 24 };
          const place = placeCard(badge, { width: 352, height: 1500 }, { width, height }, 'below', isRightToLeft);
          expect(place.x).toBeGreaterThanOrEqual(8);
          expect(place.x + 352).toBeLessThanOrEqual(width - 8 + 1e-6);
          expect(place.maxHeight).toBeLessThanOrEqual(height * 0.8);
        },
      ),
    );
  });

  it('never covers its own badge', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 876 }), fc.integer({ min: 50, max: 900 }), (y, tall) => {
        const badge = { x: 50, y, width: 100, height: 24 };
        const place = placeCard(badge, { width: 352, height: tall }, viewport, 'below', false);
        const height = Math.min(tall, place.maxHeight);
        expect(place.y >= y + 24 || place.y + height <= y).toBe(true);
      }),
    );
  });
});

describe('isSheet', () => {
  it('is for viewports under 400 px', () => {
    expect(isSheet({ width: 399, height: 800 })).toBe(true);
    expect(isSheet({ width: 400, height: 800 })).toBe(false);
  });
});
