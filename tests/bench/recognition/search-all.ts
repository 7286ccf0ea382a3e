import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Fingerprint, FromThread, Limits, Part, Searched, ToThread } from './recall-messages.ts';
import type { Pictures } from './works.ts';

export interface AllSearched {
  readonly fingerprints: readonly Fingerprint[];
  /** Processor time of each registration. */
  readonly registering: readonly number[];
  readonly searches: readonly Searched[];
}

/**
 * Registers all works and searches for them in all their copies and in all strangers, in as many threads as there are
 * processors, or as many as the limits allow, copies of held-out works and photographs first; `tell` hears of each search.
 */
export async function searchAll(
  { works, strangers }: Pictures,
  limits: Limits,
  tell: (searched: Searched) => void,
): Promise<AllSearched> {
  const of = availableParallelism();
  const names = { works: works.map(({ name }) => name), strangers: new Set(strangers.map(({ name }) => name)) };
  const threads = Array.from({ length: of }, (_, at) => {
    const workerData: Part = { part: { at, of }, ...names };
    return new Worker(new URL('recall-worker.ts', import.meta.url), { workerData });
  });
  try {
    const fingerprints: Fingerprint[] = [];
    const registering: number[] = [];
    const searches: Searched[] = [];
    const hear = (message: FromThread): void => {
      if (message.kind === 'registered') {
        fingerprints[message.work] = message.fingerprint;
        registering.push(message.milliseconds);
      } else if (message.kind === 'searched') {
        searches.push(message.searched);
        tell(message.searched);
      }
    };
    await Promise.all(threads.map((thread) => listen(thread, hear)));
    await Promise.all(threads.map((thread) => ask(thread, { kind: 'register' }, hear)));
    await Promise.all(threads.map((thread) => ask(thread, { kind: 'search', fingerprints, limits }, hear)));
    return { fingerprints, registering, searches };
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

function ask(thread: Worker, question: ToThread, hear: (message: FromThread) => void): Promise<void> {
  const answered = listen(thread, hear);
  thread.postMessage(question);
  return answered;
}

/** Until the thread says that it is done. */
async function listen(thread: Worker, hear: (message: FromThread) => void): Promise<void> {
  const done = new AbortController();
  const listener = (message: FromThread): void => {
    if (message.kind === 'ready' || message.kind === 'done') done.abort();
    else hear(message);
  };
  thread.on('message', listener);
  const failed = once(thread, 'error', { signal: done.signal }).then(
    ([error]) => {
      throw error instanceof Error ? error : new Error(String(error));
    },
    () => undefined,
  );
  await failed;
  thread.off('message', listener);
}
