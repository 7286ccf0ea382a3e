import type { PageTranslate } from '../../i18n/page-translator.ts';
import type { Report } from '../../model/report.ts';
import type { SignalId } from '../../model/verdict.ts';
import { about } from './about.ts';
import { saidBy, TAG_SIGNALS, WATERMARK_SIGNALS } from './declarations.ts';
import { displayName } from './display-name.ts';
import { hiddenLine } from './hidden-words.ts';
import type { Rung, RungState } from './ladder.ts';
import { lookUpRung } from './look-up-words.ts';
import { pageRung } from './page-words.ts';
import { remoteHost } from './sentence.ts';
import { speakerOf } from './speaker.ts';
import { trustmarkLine, trustmarkWords } from './trustmark-words.ts';

/** One line of "Everything we looked for". */
export interface SignalRow {
  readonly name: string;
  readonly state: RungState;
  readonly answer: string;
  /** What was found, what was looked for, or why it was not. */
  readonly says: string;
}

/** Name of a detector and what it looks for. */
function signalWords(id: SignalId, t: PageTranslate): { readonly name: string; readonly looksFor: string } {
  return { name: t(`signal.${id}`), looksFor: t(`looks-for.${id}`) };
}

/** Every detector's answer: found first, then none, then not checked. */
export function signalRows(report: Report, translate: PageTranslate): readonly SignalRow[] {
  const t = about(report, translate);
  const more = ONLY_SOME.filter((id) => report.signals[id] !== undefined);
  const marks = WATERMARK_SIGNALS.filter((id) => report.signals[id] !== undefined);
  const rows = [
    ...[...SIGNALS, ...marks, ...more].map((id) => rowOf(id, report, t)),
    ...(marks.length === 0 ? [watermarkUnread(t)] : []),
    rungRow(pageRung(report, t)),
    rungRow({ name: t('rung.elsewhere'), ...lookUpRung(report, t) }),
  ];
  return STATES.flatMap((state) => rows.filter((row) => row.state === state));
}

/** How many rows have each answer, as `report.signals.counts` names them. */
export function signalCounts(rows: readonly SignalRow[]): Readonly<Record<'found' | 'none' | 'unchecked', number>> {
  const count = (state: RungState): number => rows.filter((row) => row.state === state).length;
  return { found: count('found'), none: count('none'), unchecked: count('not-checked') };
}

type RowSignal = (typeof SIGNALS)[number] | (typeof WATERMARK_SIGNALS)[number] | (typeof ONLY_SOME)[number];

const SIGNALS = ['c2pa-manifest', 'c2pa-remote', 'c2pa-trace', ...TAG_SIGNALS] as const;
/** What stands in reports of texts, or of pictures whose pixels were read. */
const ONLY_SOME = ['visible-mark', 'hidden-characters'] as const;
const STATES: readonly RungState[] = ['found', 'none', 'not-checked'];

function rowOf(id: RowSignal, report: Report, t: PageTranslate): SignalRow {
  const { name, looksFor } = signalWords(id, t);
  const outcome = report.signals[id];
  if (outcome?.kind === 'found')
    return { name, state: 'found', answer: t('answer.found'), says: foundSays(id, report, t) };
  if (outcome?.kind === 'absent')
    return {
      name,
      state: 'none',
      answer: t('answer.none'),
      says: hasAlteredCopies(id, report) ? `${looksFor}${t('text.end')} ${t('altered-copies.not-checked')}` : looksFor,
    };
  const why = outcome?.why ?? report.why;
  return {
    name,
    state: 'not-checked',
    answer: t('answer.not-checked'),
    says: why === null ? looksFor : t(`why-short.${why}`),
  };
}

/** Whether a mark would have been missed because the picture was scaled or cut. */
function hasAlteredCopies(id: RowSignal, { notChecked }: Report): boolean {
  return id === 'dwt-dct' && notChecked.some(({ what }) => what === 'altered-copies');
}

function foundSays(id: RowSignal, report: Report, t: PageTranslate): string {
  if (id === 'c2pa-manifest') return recordSays(report, t);
  if (id === 'c2pa-remote') return remoteHost(report, t);
  if (id === 'c2pa-trace') return t('record.trace');
  if (id === 'hidden-characters') return hiddenLine(report, t) ?? t('answer.found');
  if (id === 'visible-mark') return t('visible-mark.says', { tool: markedTool(report) });
  if (id === 'trustmark') {
    const code = trustmarkWords(report);
    return code === null ? t('answer.found') : trustmarkLine(code, t);
  }
  const said = saidBy(report, id);
  const says = said === null || said.says === null ? null : t(`says.${said.says}`);
  if (said?.tool === null || said === null) return says ?? t('answer.found');
  const { tool, signature } = said;
  const row = says === null ? tool : t('says.tool', { tool, says });
  return signature === null ? row : `${row}${t('text.end')} ${t(`signature.${signature}`, { tool })}`;
}

/** A name of ours; out of a cache all the same. */
function markedTool(report: Report): string {
  const outcome = report.signals['visible-mark'];
  const value = outcome?.kind === 'found' ? (outcome.value as { readonly tool?: unknown }) : {};
  return typeof value.tool === 'string' ? displayName(value.tool) : '';
}

function recordSays(report: Report, t: PageTranslate): string {
  const { full, isVouched } = speakerOf(report);
  if (full === null) return t('line.unrecognised-unnamed');
  return t(isVouched ? 'line.signed-by' : 'line.unrecognised', { signer: full });
}

function watermarkUnread(t: PageTranslate): SignalRow {
  return {
    name: t('rung.watermark'),
    state: 'not-checked',
    answer: t('answer.not-checked'),
    says: t('rung.watermark.not-checked'),
  };
}

/** What no detector looks for, as the ladder tells it. */
function rungRow({ name, state, answer, detail }: Rung): SignalRow {
  return { name, state, answer, says: detail ?? '' };
}
