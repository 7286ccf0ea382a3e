import type { ByteSource } from '../bytes/source.ts';
import { hasLaterFrames } from '../decoders/has-later-frames.ts';
import { english } from '../i18n/english.ts';
import type { DecodedFields } from '../model/fields.ts';
import type { Outcome } from '../model/outcome.ts';
import type { NotChecked, Report } from '../model/report.ts';
import type { SignalId } from '../model/verdict.ts';
import type { RecordEvidence } from '../signals/record-evidence.ts';
import { signals } from '../signals/registry.ts';
import { decide } from '../verdict/decide.ts';
import { sentenceOf } from '../verdict/words.ts';
import { answerOf } from './ask-signal.ts';
import type { EngineContext } from './context.ts';
import { readPixels, wholeFile } from './read-pixels.ts';

/** What takes a decoder of its own was asked in the first look, or is not to be asked. */
const PIXEL_SIGNALS = signals.filter(({ needs, applies }) => needs === 'pixels' && applies === undefined);
const PIXEL_IDS: ReadonlySet<string> = new Set(PIXEL_SIGNALS.map(({ id }) => id));

/**
 * Whether the report's picture has pixels that nobody looked at yet.
 * @param isSearched whether the search for scaled and cut marks counts too
 */
export function hasUnseenPixels(report: Report, isSearched = false): boolean {
  if (isSearched && report.label === null && report.notChecked.some(({ what }) => what === 'altered-copies'))
    return true;
  return PIXEL_SIGNALS.some(({ id }) => {
    const outcome = report.signals[id];
    return outcome?.kind === 'unanswered' && outcome.why === 'budget';
  });
}

/**
 * The second look: what the pixels of the file say, added to what its parts said, and the verdict over both. What the
 * first look found is taken as it stands. A file of another size is another file, whose pixels tell nothing here.
 * Only an abort is thrown on.
 */
export async function lookAtPixels(report: Report, source: ByteSource, context: PixelContext): Promise<Report> {
  const { searchMs = 0 } = context;
  if (!hasUnseenPixels(report, searchMs > 0)) return report;
  if (source.size !== null && report.size !== null && source.size !== report.size) return report;
  const started = context.now();
  const evidence = evidenceOf(report, source, context, started);
  const answers = new Map<SignalId, Outcome<unknown>>();
  for (const signal of PIXEL_SIGNALS) answers.set(signal.id, await answerOf(signal, evidence, context.abort));
  const later: NotChecked[] = (await isMoving(report, source)) ? [{ what: 'later-frames', why: 'unsupported' }] : [];
  if (evidence.maySearch === undefined && answers.get('dwt-dct')?.kind === 'absent')
    later.push({ what: 'altered-copies', why: 'budget' });
  return rewritten(report, answers, later, source.bytesRead, context.now() - started);
}

type PixelContext = Pick<EngineContext, 'decodePixels' | 'searchMs' | 'now' | 'abort'>;

function evidenceOf(
  { format, pixels, label }: Report,
  source: ByteSource,
  { decodePixels, searchMs = 0, now, abort }: PixelContext,
  started: number,
): RecordEvidence {
  const map = { format, parts: [], incomplete: null, ...(pixels !== null && { pixels }) };
  let raster: ReturnType<typeof readPixels> | null = null;
  return {
    map,
    fields: NO_FIELDS,
    gaps: new Map(),
    record: { kind: 'absent' },
    remote: null,
    pixels: () => (raster ??= readPixels(map, source, decodePixels)),
    ...(searchMs > 0 && label === null && { maySearch: () => !abort.aborted && now() - started < searchMs }),
  };
}

async function isMoving({ format }: Report, source: ByteSource): Promise<boolean> {
  try {
    return hasLaterFrames(format, await wholeFile(source));
  } catch {
    // Why it cannot be read is told of each detector.
    return false;
  }
}

function rewritten(
  report: Report,
  answers: ReadonlyMap<SignalId, Outcome<unknown>>,
  later: readonly NotChecked[],
  bytesRead: number,
  ms: number,
): Report {
  const merged = { ...report.signals, ...Object.fromEntries(answers) };
  const all = new Map(Object.entries(merged) as [SignalId, Outcome<unknown>][]);
  const others = report.notChecked.filter(({ what }) => !PIXEL_IDS.has(what) && !OF_THIS_LOOK.has(what));
  const unanswered = [...answers].flatMap(([what, outcome]): NotChecked[] =>
    outcome.kind === 'unanswered' ? [{ what, why: outcome.why }] : [],
  );
  const seen: Report = {
    ...report,
    ...decide(all),
    signals: merged,
    checked: [...all].filter(([, { kind }]) => kind !== 'unanswered').map(([id]) => id),
    notChecked: [...others, ...unanswered, ...later],
    bytesRead: Math.max(report.bytesRead, bytesRead),
    ms: report.ms + Math.round(ms),
  };
  return { ...seen, sentence: sentenceOf(seen, english) };
}

const OF_THIS_LOOK: ReadonlySet<string> = new Set(['later-frames', 'altered-copies']);
const NO_FIELDS: DecodedFields = { xmp: [], exif: null, iptc: new Map(), texts: [], comments: [], trailer: '' };
