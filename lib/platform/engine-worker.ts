import { Unreadable } from '../bytes/source.ts';
import type { VerdictStore } from '../cache/verdict-store.ts';
import { engineWithRecord } from '../decoders/c2pa-detached.ts';
import type { C2paEngine } from '../decoders/c2pa-engine.ts';
import { base64Bytes } from '../fetch/handed-over.ts';
import { manifestLinkOf } from '../fetch/link-header.ts';
import { fetchRemoteManifest } from '../fetch/remote-manifest.ts';
import type { DecodePixels } from '../inspect/context.ts';
import { inspect } from '../inspect/inspect.ts';
import { lookAtPixels } from '../inspect/look-at-pixels.ts';
import { selfTest } from '../inspect/self-test.ts';
import type { Unanswered } from '../model/outcome.ts';
import type { Report } from '../model/report.ts';
import type { TrustLists } from '../model/trust.ts';
import type { TrustmarkVariant } from '../model/trustmark.ts';
import type { Job, JobAnswer, WorkerNote, WorkerTask } from './compute-job.ts';
import { answerDetails } from './details-job.ts';
import { displayAddress } from './display-address.ts';
import { inspectStream } from './inspect-stream.ts';
import { KnownContent, unlessKnown } from './known-content.ts';
import { answerWorks, type FindWorks } from './find-works-job.ts';
import { answerLookUp } from './look-up-job.ts';
import { type AskPage, openMedia } from './open-media.ts';
import type { JobReader } from './trustmark-readers.ts';

export interface WorkerScope {
  postMessage(note: WorkerNote): void;
  onmessage: ((event: MessageEvent<WorkerTask>) => void) | null;
}

export interface WorkerPorts {
  readonly engine: C2paEngine;
  readonly store: Pick<VerdictStore, 'byContent'>;
  readonly decodePixels?: DecodePixels;
  /** Looks for the person's works; where absent, nobody does. */
  readonly findWorks?: FindWorks;
  /** Reads TrustMark codes for one job; where absent, nobody does. */
  readonly trustmark?: (variants: readonly TrustmarkVariant[]) => JobReader;
}

/** The Worker's side of the queue: opens the bytes, runs the engine, answers. */
export function serveEngine(scope: WorkerScope, ports: WorkerPorts): void {
  /** The validator takes one file at a time; its time limit must not count the wait for the others. */
  let turn: Promise<unknown> = Promise.resolve();
  let trust: TrustLists = [];
  const questions = new Map<string, (base64: string | null) => void>();

  const pageOf = (id: number): AskPage => {
    let asked = 0;
    return async (offset, length) => {
      const question = (asked += 1);
      const base64 = await new Promise<string | null>((resolve) => {
        questions.set(`${id} ${question}`, resolve);
        scope.postMessage({ id, kind: 'ask-page', question, offset, length });
      });
      return base64 === null ? null : bytesOrNull(base64);
    };
  };

  /** The validator, in turn, telling the queue when it starts and ends. */
  const watched = (id: number): C2paEngine => ({
    version: ports.engine.version,
    prepare: () => ports.engine.prepare?.(),
    validate(...asked) {
      const validating = turn.then(async () => {
        scope.postMessage({ id, kind: 'engine', isBusy: true });
        try {
          return await ports.engine.validate(...asked);
        } finally {
          scope.postMessage({ id, kind: 'engine', isBusy: false });
        }
      });
      turn = validating.catch(() => undefined);
      return validating;
    },
  });

  scope.onmessage = async ({ data: task }) => {
    if (task.kind === 'use-trust') {
      trust = task.trust;
      return;
    }
    if (task.kind === 'page-bytes') {
      const key = `${task.id} ${task.question}`;
      questions.get(key)?.(task.base64);
      questions.delete(key);
      return;
    }
    const engine = watched(task.id);
    if (task.kind === 'self-test') {
      scope.postMessage({ id: task.id, kind: 'self-test', result: await selfTest(engine) });
      return;
    }
    const jobPorts = { ...ports, engine, trust, askPage: pageOf(task.id) };
    const { answer, isSpent } = await answerOf(task.job, jobPorts);
    scope.postMessage({ id: task.id, kind: 'answer', answer });
    if (isSpent) scope.postMessage({ kind: 'spent' });
  };
}

function bytesOrNull(base64: string): Uint8Array | null {
  try {
    return base64Bytes(base64);
  } catch {
    return null;
  }
}

/** What one job is done with. */
export interface JobPorts extends WorkerPorts {
  readonly trust: TrustLists;
  readonly askPage: AskPage;
}

/** A job's answer, and whether the validator trapped over it. */
export interface Finished {
  readonly answer: JobAnswer;
  readonly isSpent: boolean;
}

function answerOf(job: Job, ports: JobPorts): Promise<Finished> {
  if (job.lookUp !== undefined) return answerLookUp(job, job.lookUp, ports);
  if (job.works !== undefined) return answerWorks(job, job.works, ports);
  return job.details === undefined ? readWhole(job, ports) : answerDetails(job, job.details, ports);
}

/** Reads a file; from the start once more, if what was read turned out to be no whole. */
async function readWhole(job: Job, ports: JobPorts): Promise<Finished> {
  const first = await readOnce(job, ports);
  const second = first.again === null ? first : await readOnce(first.again, ports);
  return { answer: second.answer, isSpent: first.isSpent || second.isSpent };
}

async function readOnce(job: Job, ports: JobPorts): Promise<Finished & { readonly again: Job | null }> {
  const { engine, store, trust, askPage } = ports;
  const controller = new AbortController();
  const started = now();
  let isSpent = false;
  const trustmark = job.trustmark === undefined ? null : (ports.trustmark?.(job.trustmark) ?? null);
  const noting: C2paEngine = {
    version: engine.version,
    prepare: () => engine.prepare?.(),
    async validate(...asked) {
      const outcome = await engine.validate(...asked);
      if (outcome.kind === 'unanswered' && outcome.why === 'engine-failed') isSpent = true;
      return outcome;
    },
  };
  if (job.stream !== undefined) {
    const context = { c2pa: noting, trust, version: job.version, now, abort: controller.signal };
    return { answer: await inspectStream(job, job.stream, context), isSpent, again: null };
  }
  const record = await recordOf(job, controller.signal);
  if (typeof record === 'string') return { answer: { kind: 'no-record', why: record }, isSpent, again: null };
  // What is known of the same content was found without the record that came now.
  const c2pa =
    record === null
      ? unlessKnown(noting, controller, (sha256) => store.byContent(sha256, job.rules))
      : engineWithRecord(noting, record);
  const opened = await openMedia(job, askPage, controller.signal);
  if (opened.kind === 'not-modified') return { answer: opened, isSpent, again: null };
  const { source, isFromPage } = opened;
  const reported = (report: Report): JobAnswer => ({
    kind: 'report',
    report,
    facts: opened.facts(),
    isFromPage,
    networkBytes: opened.networkBytes(),
    ...(trustmark !== null && { decoderMs: Math.round(trustmark.spent()) }),
  });
  try {
    const recordLink = manifestLinkOf(opened.facts());
    if (job.first !== undefined) {
      const searchMs = job.asked ? SEARCH_MS : 0;
      const report = await lookAtPixels(job.first, source, { ...ports, searchMs, now, abort: controller.signal });
      return { answer: reported(report), isSpent, again: opened.again() };
    }
    const report = await inspect(
      { source, name: displayAddress(job.url), recordLink, isText: /^data:text\/plain\b/i.test(job.url) },
      {
        c2pa,
        hasSeparateRecord: record !== null,
        trust,
        ...(trustmark !== null && { trustmark, ...(ports.decodePixels && { decodePixels: ports.decodePixels }) }),
        version: job.version,
        now,
        abort: controller.signal,
      },
    );
    return { answer: reported(report), isSpent, again: opened.again() };
  } catch (error) {
    if (!(error instanceof KnownContent)) {
      return { answer: { kind: 'failed', why: 'engine-failed' }, isSpent: true, again: null };
    }
    const ms = Math.round(now() - started);
    const { bytesRead } = source;
    return {
      answer: reported({ ...error.report, source: displayAddress(job.url), bytesRead, ms }),
      isSpent,
      again: null,
    };
  } finally {
    trustmark?.close();
    opened.close();
  }
}

/** Milliseconds for searching a picture that a person asked about for marks that were scaled or cut. */
const SEARCH_MS = 8_000;

function now(): number {
  return performance.now();
}

/** Milliseconds for the record; the file's own reading must fit into the job after it. */
const RECORD_MS = 10_000;

/** The record kept elsewhere, if the job says to fetch it; else `null`. A text is why it did not come. */
async function recordOf(
  { record, pageUrl }: Job,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | Unanswered | null> {
  if (record === null) return null;
  try {
    return await fetchRemoteManifest(record, { pageUrl, signal, totalMs: RECORD_MS });
  } catch (error) {
    return error instanceof Unreadable ? error.why : 'engine-failed';
  }
}
