import type { Report } from '../model/report.ts';

/**
 * Whether a report gets a badge at all: not where nothing was found or a tag or mark says nothing of AI or capture, and
 * where nothing could be checked only if the person asked. What it says is decided with the words, which are not here.
 */
export function isLabeled({ basis, label }: Pick<Report, 'basis' | 'label'>, isAsked: boolean): boolean {
  if (basis === 'nothing-found') return false;
  if (basis === 'could-not-check') return isAsked;
  return (basis !== 'declared' && basis !== 'watermark') || label !== null;
}
