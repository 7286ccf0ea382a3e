import { describe, expect, it } from 'vitest';
import { fitted } from '../../lib/page/picture-box.ts';

const box = { x: 10, y: 20, width: 400, height: 200 };

describe('fitted', () => {
  it('leaves the bands of object-fit: contain out', () => {
    expect(fitted(box, 100, 100, false, '50% 50%')).toEqual({ x: 110, y: 20, width: 200, height: 200 });
  });

  it('follows object-position', () => {
    expect(fitted(box, 100, 100, false, '0% 50%')).toEqual({ x: 10, y: 20, width: 200, height: 200 });
    expect(fitted(box, 100, 100, false, '100% 50%')).toEqual({ x: 210, y: 20, width: 200, height: 200 });
  });

  it('does not enlarge with scale-down', () => {
    expect(fitted(box, 100, 100, true, '50% 50%')).toEqual({ x: 160, y: 70, width: 100, height: 100 });
  });
});
