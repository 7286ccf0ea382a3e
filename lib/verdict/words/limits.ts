import type { MessageKey, Translate } from '../../i18n/translate.ts';
import type { Report } from '../../model/report.ts';
import { about } from './about.ts';
import { isSigned, speakerOf } from './speaker.ts';

/** "What this does not show: …": every card ends with it. */
export function limitsOf(report: Report, t: Translate): string {
  return `${t('limits.lead')} ${limitOf(report, t)}`;
}

/** The same without its beginning, which cards set in bold. */
export function limitOf(report: Report, translate: Translate): string {
  const t = about(report, translate);
  const limit = t(limitKey(report));
  const hasGaps = isSigned(report) && report.record?.editsMayBeMissing === true;
  return hasGaps ? `${limit} ${t('limits.edits-may-be-missing')}` : limit;
}

function limitKey(report: Report): MessageKey {
  if (report.stream !== undefined && report.basis !== 'could-not-check') return 'limits.stream';
  if (isSigned(report)) {
    if (!speakerOf(report).isVouched) return 'limits.unrecognised';
    return report.label === null ? 'limits.signed' : `limits.${report.label}`;
  }
  switch (report.basis) {
    case 'changed-since-signing':
      return 'limits.changed';
    case 'record-broken':
      return 'limits.broken';
    case 'record-elsewhere':
      return 'limits.elsewhere';
    case 'record-removed':
      return 'limits.removed';
    case 'declared':
      return 'limits.declared';
    case 'watermark':
      return report.label === null ? 'limits.watermark.none' : 'limits.watermark';
    case 'page':
      return 'limits.page';
    case 'could-not-check':
      return 'limits.could-not-check';
    default:
      return 'limits.nothing';
  }
}
