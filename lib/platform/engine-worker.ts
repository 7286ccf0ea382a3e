import { type ByteSource, Unreadable } from '../bytes/source.ts';
import type { VerdictStore } from '../cache/verdict-store.ts';
import type { C2paEngine } from '../decoders/c2pa-engine.ts';
import { base64Source, dataUrlSource } from '../fetch/handed-over.ts';
import type { HttpFacts } from '../fetch/http-facts.ts';
import { openHttp } from '../fetch/http-source.ts';
import { inspect } from '../inspect/inspect.ts';
import { selfTest } from '../inspect/self-test.ts';
import type { TrustLists } from '../model/trust.ts';
import type { Job, JobAnswer, WorkerNote, WorkerTask } from './compute-job.ts';
import { displayAddress } from './display-address.ts';
import { KnownContent, unlessKnown } from './known-content.ts';

export interface WorkerScope {
  postMessage(note: WorkerNote): void;
  onmessage: ((event: MessageEvent<WorkerTask>) => void) | null;
}

export interface WorkerPorts {
  readonly engine: C2paEngine;
  readonly store: Pick<VerdictStore, 'byContent'>;
}

/** The Worker's side of the queue: opens the bytes, runs the engine, answers. */
export function serveEngine(scope: WorkerScope, ports: WorkerPorts): void {
  /** The validator takes one file at a time; its time limit must not count the wait for the others. */
  let turn: Promise<unknown> = Promise.resolve();

  /** The validator, in turn, telling the queue when it starts and ends. */
  const watched = (id: number): C2paEngine => ({
    version: ports.engine.version,
    validate(format, bytes, settings, at) {
      const validating = turn.then(async () => {
        scope.postMessage({ id, kind: 'engine', isBusy: true });
        try {
          return await ports.engine.validate(format, bytes, settings, at);
        } finally {
          scope.postMessage({ id, kind: 'engine', isBusy: false });
        }
      });
      turn = validating.catch(() => undefined);
      return validating;
    },
  });

  scope.onmessage = async ({ data: task }) => {
    const engine = watched(task.id);
    if (task.kind === 'self-test') {
      scope.postMessage({ id: task.id, kind: 'self-test', result: await selfTest(engine) });
      return;
    }
    const { answer, isSpent } = await answerOf(task.job, task.trust, { ...ports, engine });
    scope.postMessage({ id: task.id, kind: 'answer', answer });
    if (isSpent) scope.postMessage({ kind: 'spent' });
  };
}

interface Finished {
  readonly answer: JobAnswer;
  readonly isSpent: boolean;
}

async function answerOf(job: Job, trust: TrustLists, { engine, store }: WorkerPorts): Promise<Finished> {
  const controller = new AbortController();
  const started = performance.now();
  let isSpent = false;
  const noting: C2paEngine = {
    version: engine.version,
    async validate(format, bytes, settings, at) {
      const outcome = await engine.validate(format, bytes, settings, at);
      if (outcome.kind === 'unanswered' && outcome.why === 'engine-failed') isSpent = true;
      return outcome;
    },
  };
  const c2pa = unlessKnown(noting, controller, (sha256) => store.byContent(sha256, job.rules));
  const opened = await open(job, controller.signal);
  if (opened.kind === 'not-modified') return { answer: opened, isSpent };
  try {
    const input = { source: opened.source, name: displayAddress(job.url) };
    const report = await inspect(input, {
      c2pa,
      trust,
      version: job.version,
      now: () => performance.now(),
      abort: controller.signal,
    });
    return { answer: { kind: 'report', report, facts: opened.facts() }, isSpent };
  } catch (error) {
    if (!(error instanceof KnownContent)) return { answer: { kind: 'failed', why: 'engine-failed' }, isSpent: true };
    const { bytesRead } = opened.source;
    const report = {
      ...error.report,
      source: displayAddress(job.url),
      bytesRead,
      ms: Math.round(performance.now() - started),
    };
    return { answer: { kind: 'report', report, facts: opened.facts() }, isSpent };
  } finally {
    opened.close();
  }
}

type OpenedJob =
  | Extract<JobAnswer, { kind: 'not-modified' }>
  | { readonly kind: 'source'; readonly source: ByteSource; facts(): HttpFacts | null; close(): void };

async function open(job: Job, signal: AbortSignal): Promise<OpenedJob> {
  try {
    if (job.inline !== null) return handedOver(base64Source(job.inline));
    if (job.url.startsWith('data:')) return handedOver(dataUrlSource(job.url));
    if (job.url.startsWith('blob:')) throw new Unreadable('blocked', 'only the page can read this address');
    const { pageUrl, known } = job;
    const opened = await openHttp(job.url, { pageUrl, signal, ...(known !== null && { known }) });
    if (opened.kind === 'not-modified') return opened;
    const { source } = opened;
    return { kind: 'source', source, facts: () => source.facts, close: () => source.close() };
  } catch (error) {
    return handedOver(failingSource(error instanceof Unreadable ? error : new Unreadable('engine-failed')));
  }
}

function handedOver(source: ByteSource): OpenedJob {
  return { kind: 'source', source, facts: () => null, close: () => undefined };
}

/** Lets the engine write the report of a file that could not be opened. */
function failingSource(error: Unreadable): ByteSource {
  return { size: null, bytesRead: 0, read: () => Promise.reject(error) };
}
