import type { Report } from '../model/report.ts';

/**
 * Whether a report gets a badge at all: on a copy of the person's own work; not where nothing was found or a tag or mark says nothing of AI or capture, and
 * where nothing could be checked only if the person asked. What it says is decided with the words, which are not here.
 */
export function isLabeled(
  { basis, label, works }: Pick<Report, 'basis' | 'label' | 'works'>,
  isAsked: boolean,
): boolean {
  if (works?.length) return true;
  if (basis === 'nothing-found') return false;
  if (basis === 'could-not-check') return isAsked;
  return (basis !== 'declared' && basis !== 'watermark') || label !== null;
}
