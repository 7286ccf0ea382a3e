import { readPart } from '../bytes/read-part.ts';
import { type ByteSource, Unreadable } from '../bytes/source.ts';
import { recognize, recognizeEarly, SIGNATURE_BYTES } from '../containers/index.ts';
import { text } from '../containers/text.ts';
import { decodeParts } from '../decoders/index.ts';
import type { Format } from '../model/format.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Report } from '../model/report.ts';
import type { SignalId } from '../model/verdict.ts';
import type { RecordEvidence } from '../signals/record-evidence.ts';
import { signals } from '../signals/registry.ts';
import { decide } from '../verdict/decide.ts';
import { answerOf } from './ask-signal.ts';
import { buildReport, type Findings } from './build-report.ts';
import type { EngineContext } from './context.ts';
import { lookAtPixels } from './look-at-pixels.ts';
import { nothingSeen } from './nothing-seen.ts';
import { readPixels } from './read-pixels.ts';
import { hasStore, readRecord } from './read-record.ts';

/** Bytes of a file's head that tell its format, where its signature does not. */
const HEAD_BYTES = 4096;
/** Largest metadata part decoded; the largest seen in the corpus is 1.2 MB of XMP. */
const MAX_PART_BYTES = 16 * 1024 * 1024;

export interface InspectInput {
  readonly source: ByteSource;
  /** Path or address, copied into the report. */
  readonly name: string;
  /** Where the server that sent the file says its record is kept (`Link: rel="c2pa-manifest"`). */
  readonly recordLink?: string | null;
  /** Text that a person selected: it is read as such, whatever it begins with. */
  readonly isText?: boolean;
  /** The file is what a page's script loaded, presumably to feed a player with it. */
  readonly stream?: StreamInput;
}

/** What is known of a stream beyond the piece that is inspected. */
export interface StreamInput {
  /** Where that piece is from. */
  readonly address: string;
  /** What may be other pieces of it, the likeliest first. */
  readonly fragments: AsyncIterable<Uint8Array>;
}

/**
 * Inspects one file, in the order of the house: container, parts, record, signals, verdict, report; then its pixels.
 * Always answers with a report: what could not be read is `could-not-check` with its reason.
 * Only an abort is thrown on.
 */
export async function inspect(input: InspectInput, context: EngineContext): Promise<Report> {
  const started = context.now();
  const findings = await look(input, context).catch((error: unknown): Findings => {
    context.abort.throwIfAborted();
    // A reason we know, or a fault of our own code on this file: either way the next item goes on.
    return nothingSeen(error instanceof Unreadable ? error.why : 'engine-failed');
  });
  const verdict = decide(findings.signals, findings.shortfall);
  const report = buildReport(input, context, findings, verdict, context.now() - started);
  return context.mayReadPixels === true ? lookAtPixels(report, input.source, context) : report;
}

async function look(
  { source, recordLink = null, isText = false, stream }: InspectInput,
  context: EngineContext,
): Promise<Findings> {
  const start = await source.read(0, SIGNATURE_BYTES);
  if (start.length === 0) return nothingSeen('truncated');
  const container = isText ? text : (recognizeEarly(start) ?? recognize(await source.read(0, HEAD_BYTES)));
  if (container === null) return nothingSeen('unsupported');

  const map = await container.map(source);
  const { fields, gaps } = await decodeParts(map, (part) => readPart(source, part, MAX_PART_BYTES));
  const { sha256, isSeparate, ...read } = await readRecord(map, source, context, stream?.fragments);
  const evidence: RecordEvidence = {
    map,
    fields,
    gaps,
    ...read,
    recordLink: hasStore(map) ? null : recordLink,
    pixels: once(() => readPixels(map, source, context.decodePixels)),
    ...(context.trustmark !== undefined && { trustmark: context.trustmark }),
  };
  const answers = await detectAll(evidence, context.abort);
  const isFetched = context.hasSeparateRecord === true;
  return { map, fields, ...read, isSeparate, isFetched, sha256, shortfall: null, signals: answers };
}

async function detectAll(
  evidence: RecordEvidence,
  abort: AbortSignal,
): Promise<ReadonlyMap<SignalId, Outcome<unknown>>> {
  const answers = new Map<SignalId, Outcome<unknown>>();
  for (const signal of signals) {
    const { format } = evidence.map;
    if (signal.applies?.(evidence) === false || (signal.only !== undefined && signal.only !== format)) continue;
    // They have a look of their own, after the others, but for those that the host has asked for.
    if (signal.needs !== 'pixels' || signal.applies !== undefined)
      answers.set(signal.id, await answerOf(signal, evidence, abort));
    else if (hasPixels(format)) answers.set(signal.id, { kind: 'unanswered', why: 'budget' });
  }
  return answers;
}

function hasPixels(format: Format): boolean {
  return format.startsWith('image/') && format !== 'image/svg+xml';
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}
