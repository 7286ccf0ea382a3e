import { hasDalleBar } from '../watermarks/dalle-bar.ts';
import { hasGeminiSparkle } from '../watermarks/gemini-sparkle.ts';
import type { Signal } from './signal.ts';

export interface VisibleMarkValue {
  /** The tool that draws such a mark. Anyone can paint it, so it gives no label. */
  readonly tool: 'Gemini' | 'DALL·E 2';
}

/** Marks that are there for all to see, in the corners where their tools put them: a hint, never a label of its own. */
export const visibleMark: Signal<'visible-mark', VisibleMarkValue> = {
  id: 'visible-mark',
  needs: 'pixels',
  async detect(evidence) {
    const pixels = await evidence.pixels();
    if (pixels.kind !== 'found') return pixels;
    if (hasDalleBar(pixels.value)) return { kind: 'found', value: { tool: 'DALL·E 2' } };
    return hasGeminiSparkle(pixels.value) ? { kind: 'found', value: { tool: 'Gemini' } } : { kind: 'absent' };
  },
};
