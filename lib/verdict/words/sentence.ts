import type { MessageKey, Translate } from '../../i18n/translate.ts';
import { formatDate } from '../../i18n/format.ts';
import type { RecordReport, Report } from '../../model/report.ts';
import type { Unanswered } from '../../model/outcome.ts';
import { about } from './about.ts';
import { citedTag, citedWatermark, originOf, type Said, tagsFound, watermarksFound } from './declarations.ts';
import { displayName } from './display-name.ts';
import { fetchFailure } from './further-steps.ts';
import { hostOf } from './host.ts';
import { pageSentence } from './page-words.ts';
import { isSigned, speakerOf } from './speaker.ts';

/** The one sentence (at most three) a card exists to say: who speaks, and what they say. */
export function sentenceOf(report: Report, translate: Translate): string {
  const t = about(report, translate);
  const hidden = hiddenCount(report);
  const sentence = withLookedUp(report, t);
  return hidden === 0 ? sentence : `${sentence} ${t('hidden.count', { count: hidden })}`;
}

/** Characters that do not show say nothing of AI, and are told beside whatever does. */
function hiddenCount(report: Report): number {
  const outcome = report.signals['hidden-characters'];
  if (outcome?.kind !== 'found' || typeof outcome.value !== 'object' || outcome.value === null) return 0;
  return 'count' in outcome.value && typeof outcome.value.count === 'number' ? outcome.value.count : 0;
}

function withLookedUp(report: Report, t: Translate): string {
  const lookedUp = lookedUpSentence(report, t);
  if (lookedUp === null) return ownSentence(report, t);
  const own = report.basis === 'nothing-found' ? t('sentence.nothing-but') : ownSentence(report, t);
  return `${own} ${lookedUp}`;
}

/**
 * What a record says that was looked up elsewhere: always told as that, after what the file itself tells. `null` where
 * none was found.
 */
export function lookedUpSentence(report: Report, translate: Translate): string | null {
  const { lookUp } = report;
  if (lookUp?.answer.kind !== 'found') return null;
  const t = about(report, translate);
  const host = displayName(lookUp.host);
  const said = quotedRecord(report, t);
  const { state, content, binding } = lookUp.answer.value;
  const isByLikeness = binding?.from === 'fingerprint' && content !== 'matches';
  if (said !== null) return t(isByLikeness ? 'agency.sentence.alike' : 'sentence.looked-up', { host, said });
  if (state === 'broken') return t('sentence.looked-up-broken', { host });
  return t(isByLikeness || binding === null ? 'agency.sentence.other' : 'sentence.looked-up-other', { host });
}

/** The same without where it is from, for where that is said already; `null` where it is not quoted. */
export function quotedRecord(report: Report, translate: Translate): string | null {
  const { lookUp } = report;
  if (lookUp?.answer.kind !== 'found') return null;
  const { state, content, namesBinding, says, record } = lookUp.answer.value;
  if (state === 'broken' || (content !== 'matches' && !namesBinding)) return null;
  return signedSentence({ ...report, basis: `signed-${state}`, label: says, record }, about(report, translate));
}

function ownSentence(report: Report, t: Translate): string {
  if (report.stream !== undefined) return ofStream(saidOf(report, t), report, t);
  if (report.recordFrom !== 'remote') return saidOf(report, t);
  const host = remoteHost(report, t);
  // Of a record that came from elsewhere it cannot be said whether it was ever this file's.
  if (report.basis === 'changed-since-signing')
    return withDeclaration(t('sentence.fetched-other', { host }), report, t);
  return `${saidOf(report, t)} ${t('sentence.fetched', { host })}`;
}

/** Only the page knows what its player plays: what was compared with the record is what its scripts loaded. */
function ofStream(said: string, report: Report, t: Translate): string {
  const { compared } = report.stream ?? {};
  if (compared == null || report.basis === 'could-not-check') return said;
  return `${said} ${t(`sentence.stream-${compared}`)}`;
}

function saidOf(report: Report, t: Translate): string {
  if (isSigned(report)) return withContradiction(signedSentence(report, t), report, t);
  switch (report.basis) {
    case 'changed-since-signing':
      return withDeclaration(t('sentence.changed'), report, t);
    case 'record-broken':
      return withDeclaration(brokenSentence(report, t), report, t);
    case 'record-elsewhere':
      return elsewhereSentence(report, t);
    case 'record-removed':
      return t('sentence.removed');
    case 'declared':
      return declaredSentence(report, t);
    case 'watermark':
      return [watermarkSentence(citedWatermark(report), t), ...besideRecord(report, t)].join(' ');
    case 'page':
      return pageSentence(report, t);
    case 'could-not-check':
      return reasonSentence(report.why ?? 'engine-failed', report.source, t);
    default:
      return t('sentence.nothing');
  }
}

/** Why an answer could not be given, and what to try. */
export function reasonSentence(why: Unanswered, address: string, t: Translate): string {
  const unknown = why === 'blocked' ? t('why-sentence-start.unknown-host') : t('why.unknown-host');
  return t(`why.${why}`, { host: hostOf(address) ?? unknown });
}

/** Where a record kept elsewhere is kept. */
export function remoteHost(report: Report, t: Translate): string {
  return (report.remote === null ? null : hostOf(report.remote)) ?? t('why.unknown-host');
}

function signedSentence(report: Report, t: Translate): string {
  const { short: signer, isVouched } = speakerOf(report);
  const part = aiPartOf(report);
  const claim = (): string => {
    const key = `sentence.claim.${claimOf(report)}` as const;
    return part === null ? t(key) : t(key, { part });
  };
  const hasLapsed = report.basis === 'signed-lapsed';
  if (!isVouched || signer === null)
    return t(hasLapsed ? 'sentence.unrecognised-lapsed' : 'sentence.unrecognised', { claim: claim() });
  if (hasLapsed) return t('sentence.lapsed', { signer, claim: claim() });
  if (report.record?.restsOnUnrecognised === true)
    return report.label === null
      ? t('sentence.inside-camera', { signer })
      : t('sentence.inside-unrecognised', { signer, claim: claim() });
  if (report.record?.restsOnSigner === true) return t('sentence.trusted.rests-on-signer', { signer });
  const date = provenDate(report.record, t);
  if (report.label === 'camera-captured' && date !== null)
    return t('sentence.trusted.camera-captured-on', { signer, date });
  return t(`sentence.trusted.${claimOf(report)}`, part === null ? { signer } : { signer, part });
}

type Claim = MessageKey extends infer Key ? (Key extends `sentence.claim.${infer Rest}` ? Rest : never) : never;

/** Which words the record's own claim takes. */
function claimOf(report: Report): Claim {
  if (report.label === null) return 'none';
  if (report.record?.restsOnSigner === true) return 'rests-on-signer';
  if (report.label === 'ai-generated') return isEntirelyAi(report.record) ? 'ai-generated-entirely' : 'ai-generated';
  if (report.label === 'ai-edited' && aiPartOf(report) !== null) return 'ai-edited-part';
  return report.label;
}

/**
 * "Entirely" is the signer's word, never ours: the inception itself must say trainedAlgorithmicMedia,
 * and nothing else in the record may say otherwise.
 */
function isEntirelyAi(record: RecordReport | null): boolean {
  if (record === null || record.restsOnSigner) return false;
  const sources = record.actions.flatMap(({ action, digitalSourceType }) =>
    digitalSourceType === null ? [] : [{ action, digitalSourceType }],
  );
  const isInception = (action: string): boolean => action === 'c2pa.created' || action === 'c2pa.opened';
  return (
    sources.some(({ action }) => isInception(action)) &&
    sources.every(({ digitalSourceType }) => digitalSourceType === 'trainedAlgorithmicMedia') &&
    record.tree.every(({ relationship }) => relationship !== 'componentOf')
  );
}

/** The title of the one AI part the record lists, when it is one. */
function aiPartOf(report: Report): string | null {
  if (report.label !== 'ai-edited' || report.record === null) return null;
  const parts = report.record.tree.filter(
    ({ relationship, label, broken }) =>
      relationship === 'componentOf' && !broken && (label === 'ai-generated' || label === 'ai-edited'),
  );
  const title = parts.length === 1 ? parts[0]?.title : null;
  return title === null || title === undefined || title.trim() === '' ? null : displayName(title);
}

/** A date stands in the sentence only where a trusted timestamp proves it. */
function provenDate(record: RecordReport | null, t: Translate): string | null {
  if (record === null || !record.timestampTrusted || record.signedAt === null) return null;
  return formatDate(record.signedAt, t.language);
}

function brokenSentence(report: Report, t: Translate): string {
  const code = report.record?.failures[0];
  return code === undefined ? t('sentence.broken-without-code') : t('sentence.broken', { code: displayName(code) });
}

function elsewhereSentence(report: Report, t: Translate): string {
  const host = remoteHost(report, t);
  const why = fetchFailure(report);
  return why === null
    ? t('sentence.elsewhere', { host })
    : t('sentence.elsewhere-failed', { host, why: t(`not-fetched.${why}`) });
}

/** A failed record gives no label of its own; where there is one, a tag or a watermark gave it, and that is said. */
function withDeclaration(sentence: string, report: Report, t: Translate): string {
  if (report.label === null) return sentence;
  const isTag = tagsFound(report).some(({ says }) => says !== null);
  const mark = isTag ? null : citedWatermark(report);
  return `${sentence} ${mark === null ? tagSentence(report, t) : watermarkSentence(mark, t)}`;
}

/** A record that says nothing of AI never hides a tag that does: both are told, and neither is averaged away. */
function withContradiction(sentence: string, report: Report, t: Translate): string {
  if (report.label !== null && report.label !== 'camera-captured') return sentence;
  const tag = tagsFound(report).find(saysAi);
  if (tag !== undefined && tag.says !== null)
    return `${sentence} ${t(`sentence.declared.${tag.says}`, { origin: originOf(tag, t) })}`;
  const mark = watermarksFound(report).find(saysAi);
  return mark === undefined ? sentence : `${sentence} ${watermarkSentence(mark, t)}`;
}

function saysAi({ says }: Said): boolean {
  return says !== null && says !== 'camera-captured';
}

/** A tag that says nothing of AI does not hide a watermark that does. */
function declaredSentence(report: Report, t: Translate): string {
  const isSaid = report.label !== null && report.label !== 'camera-captured';
  const mark = isSaid ? undefined : watermarksFound(report).find(saysAi);
  const beside = mark === undefined ? [] : [watermarkSentence(mark, t)];
  return [tagSentence(report, t), ...beside, ...besideRecord(report, t)].join(' ');
}

/** Anyone can copy a mark onto any picture; a maker's signature over these very pixels nobody can. */
function watermarkSentence(mark: Said | null, t: Translate): string {
  if (mark === null) return t('sentence.watermark');
  if (mark.id === 'trustmark') return t('sentence.watermark.code');
  if (mark.says === null) return t('sentence.watermark.none', { origin: originOf(mark, t) });
  if (mark.tool === null) return t('sentence.watermark');
  return t(mark.signature === 'valid' ? 'sentence.watermark.signed' : 'sentence.watermark.tool', { tool: mark.tool });
}

function tagSentence(report: Report, t: Translate): string {
  const tag = citedTag(report);
  const sentence = t(`sentence.declared.${report.label ?? 'none'}`, { origin: originOf(tag, t) });
  if (tag?.signature !== 'valid' || tag.tool === null) return sentence;
  return `${sentence} ${t('signature.valid', { tool: tag.tool })}`;
}

/** Traces of a record never hide behind a tag or a watermark: they are told beside it. */
function besideRecord(report: Report, t: Translate): string[] {
  if (report.record !== null) return [t('sentence.beside.record')];
  if (report.remote !== null) {
    const key = fetchFailure(report) === null ? 'sentence.beside.elsewhere' : 'sentence.beside.elsewhere-failed';
    return [t(key, { host: remoteHost(report, t) })];
  }
  return report.signals['c2pa-trace']?.kind === 'found' ? [t('sentence.beside.removed')] : [];
}
