import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FACTS } from '../cache/sample-report.ts';
import type { Job, JobAnswer, TrustForJob, WorkerNote, WorkerTask } from '../../lib/platform/compute-job.ts';
import { type AskForBytes, EngineQueue, type EngineWorker } from '../../lib/platform/engine-queue.ts';
import { QUEUE_LIMITS } from '../../lib/platform/queue-limits.ts';

/** A Worker that does as the test says. */
class FakeWorker implements EngineWorker {
  onmessage: EngineWorker['onmessage'] = null;
  onerror: EngineWorker['onerror'] = null;
  /** Jobs and self-tests, in order. */
  readonly tasks: Extract<WorkerTask, { kind: 'inspect' | 'self-test' }>[] = [];
  /** Everything else it was sent. */
  readonly told: WorkerTask[] = [];
  isEnded = false;

  postMessage(task: WorkerTask): void {
    if (task.kind === 'inspect' || task.kind === 'self-test') this.tasks.push(task);
    else this.told.push(task);
  }
  terminate(): void {
    this.isEnded = true;
  }
  say(note: WorkerNote): void {
    this.onmessage?.call(this as never, { data: note } as MessageEvent);
  }
  idOf(url: string): number {
    return this.tasks.find((task) => task.kind === 'inspect' && task.job.url === url)?.id ?? -1;
  }
  answer(url: string, answer: JobAnswer = ANSWER): void {
    this.say({ id: this.idOf(url), kind: 'answer', answer });
  }
}

const ANSWER: JobAnswer = { kind: 'failed', why: 'budget' };
const TRUST: TrustForJob = { lists: [], version: '1' };

let workers: FakeWorker[];
let onIdle: ReturnType<typeof vi.fn<() => void>>;
const askForBytes = vi.fn<AskForBytes>();

function queue(limits = {}): EngineQueue {
  const start = () => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  };
  return new EngineQueue(start, limits, onIdle, askForBytes);
}

function job(url: string, more: Partial<Job> = {}): Job {
  return {
    key: url,
    url,
    pageUrl: '',
    page: null,
    mayFetch: true,
    inline: null,
    known: null,
    record: null,
    version: '',
    rules: '',
    asked: false,
    ...more,
  };
}

function worker(index = workers.length - 1): FakeWorker {
  const found = workers[index];
  if (found === undefined) throw new Error('no worker was started');
  return found;
}

function urls(of: FakeWorker): string[] {
  return of.tasks.map((task) => (task.kind === 'inspect' ? task.job.url : task.kind));
}

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  onIdle = vi.fn();
  askForBytes.mockReset();
});

afterEach(() => vi.useRealTimers());

describe('ordinary work', () => {
  it('runs a few jobs side by side, in order, what a person asked for first', async () => {
    const jobs = queue({ parallel: 2 });
    const done = ['a', 'b', 'c', 'd'].map((url) => jobs.inspect(job(url), TRUST));
    const asked = jobs.inspect(job('asked', { asked: true }), TRUST);
    expect(urls(worker())).toEqual(['a', 'b']);
    worker().answer('b');
    expect(await done[1]).toBe(ANSWER);
    await vi.advanceTimersByTimeAsync(0);
    worker().answer('a');
    await vi.advanceTimersByTimeAsync(0);
    expect(urls(worker())).toEqual(['a', 'b', 'asked', 'c']);
    worker().answer('asked');
    expect(await asked).toBe(ANSWER);
    expect(workers).toHaveLength(1);
  });

  it('does the same work once for all who ask, and again for who asks after it was taken', async () => {
    const jobs = queue();
    const first = jobs.inspect(job('a'), TRUST);
    expect(jobs.inspect(job('a'), TRUST)).toBe(first);
    worker().answer('a');
    await first;
    expect(jobs.inspect(job('a'), TRUST)).toBe(first);
    jobs.taken('a');
    void jobs.inspect(job('a'), TRUST);
    expect(urls(worker())).toEqual(['a', 'a']);
  });

  it('keeps an answer nobody took for a minute', async () => {
    const jobs = queue();
    const first = jobs.inspect(job('a'), TRUST);
    worker().answer('a');
    await first;
    await vi.advanceTimersByTimeAsync(QUEUE_LIMITS.untakenMs);
    expect(jobs.inspect(job('a'), TRUST)).not.toBe(first);
  });

  it('cannot be flooded, except by the person', async () => {
    const jobs = queue({ parallel: 1, waiting: 2 });
    for (const url of ['a', 'b', 'c']) void jobs.inspect(job(url), TRUST);
    expect(await jobs.inspect(job('d'), TRUST)).toEqual({ kind: 'failed', why: 'budget' });
    void jobs.inspect(job('e', { asked: true }), TRUST);
    worker().answer('a');
    await vi.advanceTimersByTimeAsync(0);
    expect(urls(worker())).toEqual(['a', 'e']);
  });

  it('ends the Worker when there is no work, and starts another when there is', async () => {
    const jobs = queue();
    const done = jobs.inspect(job('a'), TRUST);
    worker().answer('a');
    await done;
    await vi.advanceTimersByTimeAsync(QUEUE_LIMITS.idleMs - 1);
    expect(worker().isEnded).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(worker().isEnded).toBe(true);
    expect(onIdle).toHaveBeenCalledOnce();
    void jobs.inspect(job('b'), TRUST);
    expect(workers).toHaveLength(2);
  });

  it('hands the lists and the self-test on', async () => {
    const jobs = queue();
    const list = { kind: 'custom', name: 'x', issued: null, anchorsPem: 'pem', allowedPem: null } as const;
    void jobs.inspect(job('a'), { lists: [list], version: '2' });
    expect(worker().told).toEqual([{ kind: 'use-trust', trust: [list] }]);
    const test = jobs.selfTest();
    worker().say({ id: worker().tasks[1]?.id ?? -1, kind: 'self-test', result: { state: 'passed', detail: 'x' } });
    expect(await test).toEqual({ state: 'passed', detail: 'x' });
  });

  it('hands the lists over once for each version and each Worker', async () => {
    const jobs = queue({ parallel: 9 });
    for (const url of ['a', 'b']) void jobs.inspect(job(url), TRUST);
    expect(worker().told).toHaveLength(1);
    void jobs.inspect(job('c'), { ...TRUST, version: '2' });
    expect(worker().told).toHaveLength(2);
    worker().say({ kind: 'spent' });
    expect(workers).toHaveLength(2);
    expect(worker().told).toHaveLength(2);
  });

  it('gets a Worker ready for what is to come, and lets it go when nothing came', async () => {
    const jobs = queue({ idleMs: 1000 });
    jobs.prepare();
    jobs.prepare();
    expect(workers).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect([worker().isEnded, onIdle.mock.calls.length]).toEqual([true, 1]);
  });

  it('asks the page of a job for more, and nobody for a job without one', async () => {
    const jobs = queue();
    const page = { tab: 7, frame: 2, size: 100, head: '', tail: '', facts: FACTS };
    askForBytes.mockResolvedValueOnce('AQID').mockRejectedValueOnce(new Error('gone'));
    void jobs.inspect(job('https://a.b/c', { page }), TRUST);
    void jobs.inspect(job('d'), TRUST);
    const ask = (url: string, question: number) =>
      worker().say({ id: worker().idOf(url), kind: 'ask-page', question, offset: 5, length: 3 });
    ask('https://a.b/c', 1);
    ask('https://a.b/c', 2);
    ask('d', 1);
    await vi.advanceTimersByTimeAsync(0);
    const { id } = { id: worker().idOf('https://a.b/c') };
    expect(askForBytes.mock.calls[0]).toEqual([
      { tab: 7, frame: 2, size: 100, url: 'https://a.b/c', offset: 5, length: 3 },
    ]);
    expect(askForBytes).toHaveBeenCalledTimes(2);
    const answers = worker().told.slice(1);
    expect(answers).toHaveLength(3);
    expect(answers).toContainEqual({ id, kind: 'page-bytes', question: 1, base64: 'AQID' });
    expect(answers).toContainEqual({ id, kind: 'page-bytes', question: 2, base64: null });
    expect(answers).toContainEqual({ id: worker().idOf('d'), kind: 'page-bytes', question: 1, base64: null });
  });
});

describe('a job that hangs', () => {
  it('is ended with its Worker; the others start over and get their answers', async () => {
    const jobs = queue();
    const hanging = jobs.inspect(job('hang'), TRUST);
    await vi.advanceTimersByTimeAsync(1000);
    const other = jobs.inspect(job('other'), TRUST);
    await vi.advanceTimersByTimeAsync(QUEUE_LIMITS.jobMs - 1000);
    expect(await hanging).toEqual({ kind: 'failed', why: 'timeout' });
    expect(worker(0).isEnded).toBe(true);
    expect(urls(worker(1))).toEqual(['other']);
    worker(1).answer('other');
    expect(await other).toBe(ANSWER);
  });

  it('in the validator is ended sooner, counted from the validator’s start', async () => {
    const jobs = queue();
    const hanging = jobs.inspect(job('hang'), TRUST);
    await vi.advanceTimersByTimeAsync(5_000);
    worker().say({ id: worker().idOf('hang'), kind: 'engine', isBusy: true });
    await vi.advanceTimersByTimeAsync(QUEUE_LIMITS.engineMs - 1);
    expect(worker(0).isEnded).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await hanging).toEqual({ kind: 'failed', why: 'timeout' });
    expect(worker(0).isEnded).toBe(true);
  });

  it('is not one whose validator ended in time', async () => {
    const jobs = queue();
    const done = jobs.inspect(job('a'), TRUST);
    const id = worker().idOf('a');
    worker().say({ id, kind: 'engine', isBusy: true });
    worker().say({ id, kind: 'engine', isBusy: false });
    await vi.advanceTimersByTimeAsync(QUEUE_LIMITS.engineMs + 1);
    worker().answer('a');
    expect(await done).toBe(ANSWER);
    expect(worker(0).isEnded).toBe(false);
  });
});

describe('a Worker that fails', () => {
  it('is replaced, and its work started over a few times', async () => {
    const jobs = queue();
    const done = jobs.inspect(job('a'), TRUST);
    worker(0).onerror?.call(null as never, {} as ErrorEvent);
    worker(1).onerror?.call(null as never, {} as ErrorEvent);
    worker(2).answer('a');
    expect(await done).toBe(ANSWER);
  });

  it('again and again is given up for this job, and the next one works', async () => {
    const jobs = queue();
    const done = jobs.inspect(job('a'), TRUST);
    for (let index = 0; index < 3; index += 1) worker(index).onerror?.call(null as never, {} as ErrorEvent);
    expect(await done).toEqual({ kind: 'failed', why: 'engine-failed' });
    const next = jobs.inspect(job('b'), TRUST);
    worker().answer('b');
    expect(await next).toBe(ANSWER);
  });

  it('may not start at all', async () => {
    const jobs = new EngineQueue(() => {
      throw new DOMException('refused', 'SecurityError');
    });
    const answers = await Promise.all([jobs.inspect(job('a'), TRUST), jobs.inspect(job('b'), TRUST)]);
    expect(answers).toEqual([
      { kind: 'failed', why: 'engine-failed' },
      { kind: 'failed', why: 'engine-failed' },
    ]);
    expect(await jobs.selfTest()).toMatchObject({ state: 'failed' });
  });

  it('whose validator trapped is replaced before the next file', async () => {
    const jobs = queue();
    const a = jobs.inspect(job('a'), TRUST);
    const b = jobs.inspect(job('b'), TRUST);
    worker(0).answer('a');
    worker(0).say({ kind: 'spent' });
    expect(await a).toBe(ANSWER);
    expect(worker(0).isEnded).toBe(true);
    worker(1).answer('b');
    expect(await b).toBe(ANSWER);
  });

  it('is not heard any more once it was replaced', async () => {
    const jobs = queue();
    void jobs.inspect(job('a'), TRUST);
    worker(0).say({ kind: 'spent' });
    worker(0).say({ kind: 'spent' });
    expect(workers).toHaveLength(2);
  });
});
