import type { PageTranslate } from '../../i18n/page-translator.ts';
import type { Report } from '../../model/report.ts';
import { about } from './about.ts';
import { badgeWords } from './badge-words.ts';
import { citedTag, citedWatermark, originOf } from './declarations.ts';
import { displayName } from './display-name.ts';
import { fetchFailure } from './further-steps.ts';
import { pageSentence } from './page-words.ts';
import { reasonSentence, remoteHost } from './sentence.ts';
import { isSigned, speakerOf } from './speaker.ts';

/** A row of the popup: what it says, and how we know. */
export interface PopupLines {
  readonly label: string;
  readonly line: string;
}

/** The three piles a page's items fall into; "not checked" is never inside "nothing". */
export type Group = 'found' | 'nothing' | 'not-checked';

/** The pile of one item. */
export function groupOf(report: Report): Group {
  if (report.basis === 'nothing-found') return 'nothing';
  return report.basis === 'could-not-check' ? 'not-checked' : 'found';
}

/** The two lines of a popup row. */
export function popupLines(report: Report, translate: PageTranslate): PopupLines {
  const t = about(report, translate);
  return { label: rowLabel(report, t), line: isSigned(report) ? signerLine(report, t) : basisLine(report, t) };
}

function rowLabel(report: Report, t: PageTranslate): string {
  if (report.basis === 'watermark' && report.label === null) return t('line.mark');
  if (report.basis === 'nothing-found') return t('line.nothing');
  if (report.basis === 'could-not-check' && report.why !== null) return t(`why-title.${report.why}`);
  return badgeWords(report, t)?.full.label ?? t('line.tag');
}

function signerLine(report: Report, t: PageTranslate): string {
  const { short: signer, isVouched } = speakerOf(report);
  if (signer === null) return t('line.unrecognised-unnamed');
  if (isVouched) return t(report.basis === 'signed-lapsed' ? 'line.lapsed' : 'line.signed-by', { signer });
  return t(report.basis === 'signed-lapsed' ? 'line.unrecognised-lapsed' : 'line.unrecognised', { signer });
}

function elsewhereLine(report: Report, t: PageTranslate): string {
  const host = remoteHost(report, t);
  const why = fetchFailure(report);
  return why === null
    ? t('line.elsewhere', { host })
    : t('line.elsewhere-failed', { host, why: t(`not-fetched.${why}`) });
}

function basisLine(report: Report, t: PageTranslate): string {
  switch (report.basis) {
    case 'could-not-check':
      return reasonSentence(report.why ?? 'engine-failed', report.source, t);
    case 'nothing-found':
      return t('line.nothing-basis');
    case 'declared':
      return t('line.declared', { origin: originOf(citedTag(report), t) });
    case 'record-elsewhere':
      return elsewhereLine(report, t);
    case 'changed-since-signing':
      return t('line.changed');
    case 'record-broken': {
      const code = report.record?.failures[0];
      return code === undefined ? t('line.broken-without-code') : t('line.broken', { code: displayName(code) });
    }
    case 'record-removed':
      return t('sentence.removed');
    case 'watermark':
      return t('line.watermark', { origin: originOf(citedWatermark(report), t, 'rung.watermark') });
    default:
      return pageSentence(report, t);
  }
}
