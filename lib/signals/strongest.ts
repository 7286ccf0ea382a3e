import type { Label } from '../model/verdict.ts';
import type { Declaration } from './signal.ts';

const RANKS: readonly Label[] = ['ai-generated', 'ai-edited', 'may-contain-ai', 'camera-captured', null];

/** Of several readings the one that says most, the first of equals; `null` of none. */
export function strongest<Reading extends Declaration>(readings: readonly Reading[]): Reading | null {
  return readings.toSorted((one, other) => RANKS.indexOf(one.says) - RANKS.indexOf(other.says))[0] ?? null;
}
