import fc from 'fast-check';
import { expect, it } from 'vitest';
import { resamplePlane } from '../../lib/watermarks/resample-plane.ts';

const side = fc.integer({ min: 1, max: 40 });

it('a plane of one value keeps it at every size', () => {
  fc.assert(
    fc.property(side, side, side, side, fc.nat(255), (width, height, toWidth, toHeight, value) => {
      const plane = { width, height, values: new Uint8Array(width * height).fill(value) };
      const scaled = resamplePlane(plane, toWidth, toHeight);
      expect(scaled.values).toEqual(new Uint8Array(toWidth * toHeight).fill(value));
    }),
  );
});

it('a plane at its own size is itself', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), (values) => {
      expect(resamplePlane({ width: 4, height: 3, values }, 4, 3).values).toEqual(values);
    }),
  );
});

it('a ramp stays a ramp', () => {
  const values = Uint8Array.from({ length: 20 }, (_, at) => at * 10);
  const scaled = resamplePlane({ width: 20, height: 1, values }, 40, 1).values;
  expect([...scaled.subarray(4, 10)]).toEqual([18, 23, 28, 33, 38, 43]);
  expect([...resamplePlane({ width: 20, height: 1, values }, 10, 1).values.subarray(3, 6)]).toEqual([65, 85, 105]);
});
