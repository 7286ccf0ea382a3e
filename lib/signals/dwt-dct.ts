import { detectDwtDct, type DwtDctMark } from '../watermarks/dwt-dct.ts';
import type { DwtDctPayload } from '../watermarks/dwt-dct-payloads.ts';
import type { Declaration, Signal } from './signal.ts';

/** A message in the pixels that a generator's own program writes. */
export interface DwtDctValue extends Declaration, Omit<DwtDctMark, 'place' | 'orientation'> {
  readonly says: 'ai-generated';
  readonly tool: string;
}

/**
 * The mark that the programs of Stable Diffusion and FLUX put into pictures (invisible-watermark's `dwtDct`), by the
 * four messages known to be written. Scaled and cut copies are searched for only where the host has time for it.
 */
export const dwtDct: Signal<'dwt-dct', DwtDctValue> = {
  id: 'dwt-dct',
  needs: 'pixels',
  async detect({ pixels, maySearch }) {
    const raster = await pixels();
    if (raster.kind !== 'found') return raster;
    const outcome = detectDwtDct(
      raster.value,
      maySearch === undefined ? {} : { search: 'thorough', isSpent: () => !maySearch() },
    );
    if (outcome.kind !== 'found') return outcome;
    const { payload, z, lead, blocks, alignment, size, falsePositives } = outcome.value;
    const tool = TOOLS[payload];
    return {
      kind: 'found',
      value: { says: 'ai-generated', tool, payload, z, lead, blocks, alignment, size, falsePositives },
    };
  },
};

const TOOLS: Readonly<Record<DwtDctPayload, string>> = {
  sdxl: 'Stable Diffusion XL',
  flux: 'FLUX',
  sd1: 'Stable Diffusion 1',
  sd2: 'Stable Diffusion 2',
};
