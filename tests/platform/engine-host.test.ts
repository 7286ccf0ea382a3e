import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Job, WorkerTask } from '../../lib/platform/compute-job.ts';
import { engineHost } from '../../lib/platform/engine-host.ts';
import type { EngineWorker } from '../../lib/platform/engine-queue.ts';
import { REPORT } from '../cache/sample-report.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const JOB: Job = {
  key: 'a',
  url: 'https://a.example/a.png',
  pageUrl: 'https://a.example/',
  page: null,
  mayFetch: true,
  inline: null,
  known: null,
  record: null,
  version: '0',
  rules: 'r',
  asked: false,
};
const TRUST = { lists: [], version: 'v' };
const PIXELS: Job = { ...JOB, key: 'pixels', first: REPORT };

function setUp() {
  const workers: { worker: EngineWorker; jobs: WorkerTask[] }[] = [];
  const onIdle = vi.fn<() => void>();
  const start = (): EngineWorker => {
    const jobs: WorkerTask[] = [];
    const postMessage = (task: WorkerTask) => void (task.kind === 'inspect' && jobs.push(task));
    const worker: EngineWorker = { postMessage, terminate: () => undefined, onmessage: null, onerror: null };
    workers.push({ worker, jobs });
    return worker;
  };
  const answer = (index: number) => {
    const { worker, jobs } = workers[index] ?? {};
    const task = jobs?.shift();
    if (task === undefined || !('id' in task)) throw new Error('It has no job.');
    const note = { id: task.id, kind: 'answer', answer: { kind: 'failed', why: 'budget' } };
    worker?.onmessage?.call(worker as Worker, { data: note } as MessageEvent);
  };
  return { host: engineHost(start, async () => null, onIdle), workers, answer, onIdle };
}

it('looks at pixels beside first verdicts, never before them', () => {
  const { host, workers } = setUp();
  void host.inspect(PIXELS, TRUST);
  void host.inspect({ ...PIXELS, key: 'more pixels' }, TRUST);
  void host.inspect(JOB, TRUST);
  expect(workers.map(({ jobs }) => jobs.length)).toEqual([1, 1]);
  expect(workers[1]?.jobs[0]).toMatchObject({ job: { key: 'a' } });
});

it('is idle when neither has work', async () => {
  const { host, answer, onIdle } = setUp();
  void host.inspect(JOB, TRUST);
  void host.inspect(PIXELS, TRUST);
  answer(0);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(onIdle).not.toHaveBeenCalled();
  answer(1);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(onIdle).toHaveBeenCalledOnce();
});
