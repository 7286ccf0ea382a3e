import type { BadgeKey, Translate as TranslateAny } from '../../i18n/translate.ts';
import type { Report } from '../../model/report.ts';
import type { Label } from '../../model/verdict.ts';
import type { WorkMatch } from '../../model/work.ts';
import { byKind } from './about.ts';
import { fetchFailure } from './further-steps.ts';
import { isSigned, speakerOf } from './speaker.ts';

/** Badges have words of their own, so that a page need not hold all others. */
type Translate = TranslateAny<BadgeKey>;

/** The three lengths of a badge; the longest that fits its picture is shown, never a cut one. */
export interface BadgeWords {
  readonly full: { readonly label: string; readonly basis: string | null };
  readonly short: string;
  /** `null`: too much to say for so small a picture. */
  readonly tiny: string | null;
  /** Something waits for the person; the edge is dashed. */
  readonly asks: boolean;
}

/** A signer's name longer than this, in characters, is left to the card. */
const BADGE_NAME_LIMIT = 32;

/** What the badge says; `null` where no badge may stand: nothing found, or a tag or mark that says nothing of AI or capture. */
export function badgeWords(report: Report, translate: Translate): BadgeWords | null {
  const t = byKind(report, translate);
  const [work] = report.works ?? [];
  if (work !== undefined) return workWords(work, t);
  if (isSigned(report)) return signedWords(report, t);
  switch (report.basis) {
    case 'declared':
      return report.label === null ? null : declaredWords(report.label, t);
    case 'changed-since-signing':
      return chip(
        t('badge.changed'),
        besideFailure(report.label, t) ?? t('badge.changed-basis'),
        t('badge.changed'),
        t('tiny.changed'),
      );
    case 'record-broken':
      return chip(t('badge.broken'), besideFailure(report.label, t), t('short.broken'), t('tiny.broken'));
    case 'record-elsewhere':
      return asking(chip(t('badge.elsewhere'), elsewhereBasis(report, t), t('short.elsewhere'), t('tiny.elsewhere')));
    case 'record-removed':
      return chip(t('badge.removed'), null, t('badge.removed'), t('tiny.removed'));
    case 'watermark':
      return report.label === null ? null : chip(t('badge.watermark'), null, t('badge.watermark'), t('tiny.watermark'));
    case 'page':
      return chip(t('badge.page'), null, t('short.page'), t('tiny.says-ai'));
    case 'could-not-check':
      return asking(
        chip(
          t('badge.could-not-check'),
          report.why === null ? null : t(`why-short.${report.why}`),
          t('badge.could-not-check'),
          null,
        ),
      );
    default:
      return null;
  }
}

/** A copy of the person's own work: what it lost is the news; the rest is in its card. */
function workWords({ record, credit, mark }: WorkMatch, t: Translate): BadgeWords {
  const lost = record === 'gone' ? 'record-gone' : credit === 'gone' ? 'credit-gone' : 'likeness';
  const basis = mark?.startsWith('licensed') === true ? 'licensed' : lost;
  return chip(t('badge.work'), t(`badge.work.${basis}`), t('badge.work'), t('badge.work'));
}

function elsewhereBasis(report: Report, t: Translate): string {
  return t(fetchFailure(report) === null ? 'badge.elsewhere-basis' : 'badge.elsewhere-failed');
}

function signedWords(report: Report, t: Translate): BadgeWords {
  const { short, isVouched } = speakerOf(report);
  if (report.stream !== undefined && isVouched) return streamWords(report.label, t);
  // A listed signer who passed on what an unlisted one said does not vouch for it.
  const isPassedOn = report.label !== null && report.record?.restsOnUnrecognised === true;
  if (!isVouched || isPassedOn) return unrecognisedWords(report.label, t);
  const basis = short === null || [...short].length > BADGE_NAME_LIMIT ? t('badge.signed-unnamed') : byline(short, t);
  const { label } = report;
  if (label === null) return chip(t('badge.signed'), basis, t('rung.record'), t('badge.signed'));
  return chip(t(`badge.${label}`), basis, t(`badge.${label}`), t(`tiny.${label}`));
}

/** A page can load what somebody signed and play something else: its player gets no name, and no claim to its credit. */
function streamWords(label: Label, t: Translate): BadgeWords {
  const basis = t('badge.stream-basis');
  if (label === null || label === 'camera-captured')
    return chip(t('badge.signed'), basis, t('rung.record'), t('badge.signed'));
  return chip(t(`badge.${label}`), basis, t(`badge.${label}`), t(`tiny.${label}`));
}

function byline(signer: string, t: Translate): string {
  return t('badge.signed-by', { signer });
}

/** A camera claim nobody vouches for is the cheapest forgery: it is badged as a signature only. */
function unrecognisedWords(label: Label, t: Translate): BadgeWords {
  const basis = t('badge.signer-not-recognised');
  if (label === null || label === 'camera-captured')
    return chip(t('badge.signed'), basis, t('short.signed.unrecognised'), t('badge.signed'));
  const tiny = label === 'may-contain-ai' ? t('tiny.may-contain-ai') : t('tiny.says-ai');
  return chip(t(`badge.${label}`), basis, t(`short.${label}.unrecognised`), tiny);
}

/** What a tag says beside a record that cannot be relied on. */
function besideFailure(label: Label, t: Translate): string | null {
  return label === null ? null : t(`badge.beside.${label}`);
}

function declaredWords(label: Exclude<Label, null>, t: Translate): BadgeWords {
  const full = t(`badge.declared.${label}`);
  const short = label === 'may-contain-ai' ? t('short.declared.may-contain-ai') : full;
  return chip(full, t('badge.declared-basis'), short, tinyDeclared(label, t));
}

function tinyDeclared(label: Exclude<Label, null>, t: Translate): string {
  if (label === 'may-contain-ai') return t('tiny.may-contain-ai');
  return label === 'camera-captured' ? t('tiny.says-camera') : t('tiny.says-ai');
}

function chip(label: string, basis: string | null, short: string, tiny: string | null): BadgeWords {
  return { full: { label, basis }, short, tiny, asks: false };
}

function asking(words: BadgeWords): BadgeWords {
  return { ...words, asks: true };
}
