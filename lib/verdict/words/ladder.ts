import { formatDate } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { Unanswered } from '../../model/outcome.ts';
import type { RecordReport, Report } from '../../model/report.ts';
import type { SignalId } from '../../model/verdict.ts';
import { about } from './about.ts';
import { type Said, TAG_SIGNALS, tagsFound, WATERMARK_SIGNALS, watermarksFound } from './declarations.ts';
import { displayName, hasMixedAlphabets } from './display-name.ts';
import { fetchFailure } from './further-steps.ts';
import { lookUpRung } from './look-up-words.ts';
import { pageRung } from './page-words.ts';
import { remoteHost } from './sentence.ts';
import { isSigned, speakerOf } from './speaker.ts';
import { trustmarkLine, trustmarkWords } from './trustmark-words.ts';

export type RungState = 'found' | 'none' | 'not-checked';

/** One step of the evidence ladder. */
export interface Rung {
  readonly name: string;
  readonly state: RungState;
  /** The state in words ("none", "not fetched"). */
  readonly answer: string;
  readonly detail: string | null;
}

/** The five rungs, strongest evidence first, always in this order. */
export function ladderOf(report: Report, translate: Translate): readonly [Rung, Rung, Rung, Rung, Rung] {
  const t = about(report, translate);
  return [
    recordRung(report, t),
    tagsRung(report, t),
    watermarkRung(report, t),
    pageRung(report, t),
    { name: t('rung.elsewhere'), ...lookUpRung(report, t) },
  ];
}

/** Who vouches for the signer. */
export function listName(record: RecordReport, t: Translate): string {
  if (record.trustList === null) return t('list.none');
  if (record.trustList !== 'custom') return t(`list.${record.trustList}`);
  return record.trustListName === null
    ? t('list.custom-unnamed')
    : t('list.custom', { name: displayName(record.trustListName) });
}

function recordRung(report: Report, t: Translate): Rung {
  const name = t('rung.record');
  if (report.record !== null) {
    const detail = [fetchedDetail(report, t), recordDetail(report, report.record, t)].filter((each) => each !== null);
    return { name, state: 'found', answer: t('answer.found'), detail: detail.join(' ') };
  }
  if (report.remote !== null) {
    const why = fetchFailure(report);
    const host = remoteHost(report, t);
    const detail =
      why === null
        ? t('record.elsewhere', { host })
        : t('record.elsewhere-failed', { host, why: t(`not-fetched.${why}`) });
    return { name, state: 'not-checked', answer: t('answer.not-fetched'), detail };
  }
  if (report.signals['c2pa-trace']?.kind === 'found') {
    return { name, state: 'none', answer: t('answer.gone'), detail: t('record.trace') };
  }
  if (report.signals['c2pa-manifest']?.kind === 'found') {
    return { name, state: 'found', answer: t('answer.found'), detail: null };
  }
  return answered(name, ['c2pa-manifest'], report, t);
}

function tagsRung(report: Report, t: Translate): Rung {
  const name = t('rung.tags');
  const found = tagsFound(report);
  if (found.length === 0) return answered(name, TAG_SIGNALS, report, t);
  return foundRung(name, found, report, t);
}

/** Most watermarks only their makers can read, so "none" says of which kinds. */
function watermarkRung(report: Report, t: Translate): Rung {
  const name = t('rung.watermark');
  const found = watermarksFound(report);
  if (found.length > 0) return foundRung(name, found, report, t);
  const asked = WATERMARK_SIGNALS.filter((id) => report.signals[id] !== undefined);
  if (asked.length === 0) return watermarkUnread(t);
  const rung = answered(name, asked, report, t);
  return rung.state === 'none' ? { ...rung, detail: t('rung.watermark.none') } : rung;
}

function foundRung(name: string, found: readonly Said[], report: Report, t: Translate): Rung {
  const details = found.map((said) => saidDetail(said, report, t));
  const detail = details.join(t('text.separator')) + t('text.end');
  return { name, state: 'found', answer: t('answer.found'), detail };
}

function saidDetail({ id, says, tool }: Said, report: Report, t: Translate): string {
  const code = id === 'trustmark' ? trustmarkWords(report) : null;
  if (code !== null) return trustmarkLine(code, t);
  const name = t(`signal.${id}`);
  if (says === null) return tool === null ? name : t('tags.named', { name, tool });
  const what = t(`says.${says}`);
  return tool === null ? t('tags.item', { name, what }) : t('tags.item-tool', { name, tool, what });
}

/** None only when every detector of the rung looked; otherwise not checked, with the first reason. */
function answered(name: string, ids: readonly SignalId[], report: Report, t: Translate): Rung {
  const outcomes = ids.map((id) => report.signals[id]);
  if (outcomes.every((outcome) => outcome?.kind === 'absent')) {
    return { name, state: 'none', answer: t('answer.none'), detail: null };
  }
  const why = outcomes.reduce<Unanswered | null>(
    (first, outcome) => first ?? (outcome?.kind === 'unanswered' ? outcome.why : null),
    null,
  );
  const reason = why ?? report.why;
  const detail = reason === null ? null : t('rung.unanswered', { why: t(`why-short.${reason}`) });
  return { name, state: 'not-checked', answer: t('answer.not-checked'), detail };
}

function watermarkUnread(t: Translate): Rung {
  return {
    name: t('rung.watermark'),
    state: 'not-checked',
    answer: t('answer.not-checked'),
    detail: t('rung.watermark.not-checked'),
  };
}

function fetchedDetail(report: Report, t: Translate): string | null {
  return report.recordFrom === 'remote' ? t('record.fetched', { host: remoteHost(report, t) }) : null;
}

function recordDetail(report: Report, record: RecordReport, t: Translate): string {
  if (!isSigned(report)) {
    if (report.basis === 'changed-since-signing') return t('record.changed');
    const code = record.failures[0];
    return code === undefined ? t('record.broken') : t('record.broken-code', { code: displayName(code) });
  }
  return [signerDetail(report, record, t), lapseDetail(report, record, t), ...recordNotes(record, t)]
    .filter((part) => part !== null)
    .join(' ');
}

function signerDetail(report: Report, record: RecordReport, t: Translate): string {
  const { full, isVouched } = speakerOf(report);
  if (full === null) return t('record.unrecognised-unnamed');
  const said = isVouched
    ? t('record.trusted', { signer: full, list: listName(record, t) })
    : t('record.unrecognised', { signer: full });
  return hasMixedAlphabets(record.organisation ?? record.signer ?? '')
    ? `${said} ${t('record.mixed-alphabets')}`
    : said;
}

function lapseDetail(report: Report, record: RecordReport, t: Translate): string | null {
  if (report.basis !== 'signed-lapsed') return null;
  const date = record.certificateExpires === null ? null : formatDate(record.certificateExpires, t.language);
  return date === null ? t('record.lapsed') : t('record.lapsed-on', { date });
}

function recordNotes(record: RecordReport, t: Translate): (string | null)[] {
  const date = record.signedAt === null ? null : formatDate(record.signedAt, t.language);
  const time = record.timestampTrusted ? 'record.signed-trusted-time' : 'record.signed-claimed-time';
  return [
    date === null ? null : t(time, { date }),
    record.restsOnSigner ? t('record.rests-on-signer') : null,
    record.tree.some(({ broken }) => broken) ? t('record.ingredient-faults') : null,
    record.manifests > 1 ? t('record.count', { count: record.manifests }) : null,
  ];
}
