import { detectDwtDct } from '../../../lib/watermarks/dwt-dct.ts';
import { chromaPlane } from '../../../lib/watermarks/chroma-plane.ts';
import { findCropped } from '../../../lib/watermarks/dwt-dct-search.ts';
import { readStealthPnginfo } from '../../../lib/watermarks/stealth-pnginfo.ts';
import type { Raster } from '../../../lib/model/raster.ts';
import { drawScene } from '../../support/draw-scene.ts';
import { figure, type Figure, type Target } from '../figure.ts';
import { timed } from '../stopwatch.ts';

const ALIGNED: Target = { atMost: 25, unit: 'ms' };
const CROPPED: Target = { atMost: 1500, unit: 'ms' };
const STEALTH: Target = { atMost: 10, unit: 'ms' };
const SIDES = [512, 1024, 2048] as const;

/** Milliseconds for a megapixel of an unmarked picture, which is looked at to the end. */
export async function timeFigures(times: number): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const side of SIDES) {
    const picture = drawScene(side, side);
    const measure = async (name: string, run: (picture: Raster) => unknown, target: Target | null): Promise<void> => {
      const taken = await timed(times, () => run(picture));
      const runs = taken.map((ms) => (ms * 1e6) / (side * side));
      figures.push(
        figure({ in: 'node', of: `${side}×${side}`, name: `${name}, for a megapixel`, unit: 'ms', runs, target }),
      );
    };
    await measure('time, aligned, all payloads', (raster) => detectDwtDct(raster), ALIGNED);
    await measure('time, search for crops', (raster) => findCropped(chromaPlane(raster), () => false), CROPPED);
    await measure('time, stealth-pnginfo', (raster) => readStealthPnginfo(raster), STEALTH);
    await measure('time, thorough', (raster) => detectDwtDct(raster, { search: 'thorough' }), null);
  }
  return figures;
}
