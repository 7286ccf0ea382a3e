import type { PageTranslate } from '../../i18n/page-translator.ts';
import { displayName } from './display-name.ts';

/** C2PA 2.2 §18.15.2, as far as people have words for it; any other name stands as it is written. */
const STEPS = [
  'created',
  'opened',
  'placed',
  'cropped',
  'resized',
  'edited',
  'filtered',
  'drawing',
  'converted',
  'orientation',
  'published',
  'removed',
  'watermarked',
  'unknown',
] as const;
const COLOR_STEPS: readonly string[] = ['c2pa.color_adjustments', 'c2pa.adjustedColor'];

/** A step of a record (`c2pa.cropped`) in words, where people have any for it. */
export function stepName(action: string, t: PageTranslate): string {
  if (COLOR_STEPS.includes(action)) return t('panel.step.color');
  const step = STEPS.find((each) => action === `c2pa.${each}`);
  return step === undefined ? displayName(action) : t(`panel.step.${step}`);
}
