import type { Raster } from '../../lib/model/raster.ts';
import { randomFrom } from './draw-scene.ts';

/**
 * Something with the detail of a photograph, the same on every machine: leaves and stones of all sizes, as in pictures
 * of nature large ones are few and small ones many ("dead leaves" model), under a light that falls from one side.
 */
export function drawLandscape(width: number, height: number, seed: number): Raster {
  const next = randomFrom(seed * 7919 + 13);
  const rgba = new Uint8Array(width * height * 4).fill(255);
  const [warm, cold] = [0.7 + next() * 0.3, 0.7 + next() * 0.3];
  const shade = next() * 0.6 - 0.3;
  for (let leaf = 0; leaf < 900; leaf += 1) {
    // Sizes follow a power law; the large ones are laid first, so that no small one is lost.
    const size = Math.max(4, (height * 0.42) / (1 + leaf * 0.11) ** 0.9);
    const [x, y] = [next() * width, next() * height];
    const [across, down] = [size * (0.5 + next()), size * (0.5 + next())];
    const turn = next() * Math.PI;
    const tone = 30 + next() * 200;
    const color = [tone * warm, tone * (0.85 + next() * 0.15), tone * cold];
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const reach = Math.max(across, down);
    for (let row = Math.max(0, Math.floor(y - reach)); row < Math.min(height, y + reach); row += 1)
      for (let column = Math.max(0, Math.floor(x - reach)); column < Math.min(width, x + reach); column += 1) {
        const [dx, dy] = [column - x, row - y];
        const [u, v] = [(dx * cos + dy * sin) / across, (dy * cos - dx * sin) / down];
        if (u * u + v * v > 1) continue;
        const light = 1 + shade * u + 0.15 * v;
        const at = (row * width + column) * 4;
        for (let channel = 0; channel < 3; channel += 1)
          rgba[at + channel] = Math.max(0, Math.min(255, (color[channel] ?? 0) * light));
      }
  }
  return { width, height, rgba };
}
