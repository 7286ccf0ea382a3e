import { expect, it } from 'vitest';
import { exceedance } from '../bench/extreme-value.ts';
import { randomFrom } from '../support/draw-scene.ts';

it.each([1, 1.4])('the fit bounds what was not seen of a tail of scale %f, not by orders of magnitude', (scale) => {
  const next = randomFrom(11);
  const draws = Array.from({ length: 20_000 }, () => -scale * Math.log(1 - next()));
  for (const bar of [8, 15]) {
    const ratio = exceedance(draws, 50, bar) / Math.exp(-bar / scale);
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(20);
  }
});
