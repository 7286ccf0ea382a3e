import type { Unanswered } from '../../model/outcome.ts';
import type { Report } from '../../model/report.ts';
import { isSigned } from './speaker.ts';

/** The file only points at its record, which can be asked for. */
export function canFetchRecord(report: Report): boolean {
  return report.remote !== null && report.record === null;
}

/** Why the record kept elsewhere was asked for and did not come; `null` when nobody asked yet, or it did. */
export function fetchFailure(report: Report): Unanswered | null {
  if (!canFetchRecord(report)) return null;
  const why = report.notChecked.find(({ what }) => what === 'remote-manifest')?.why ?? null;
  return why === 'needs-consent' ? null : why;
}

/** A picture whose own evidence a copy of it elsewhere might better. */
export function canSeekOriginal(report: Report): boolean {
  return report.format.startsWith('image/') && !isSigned(report) && report.basis !== 'could-not-check';
}
