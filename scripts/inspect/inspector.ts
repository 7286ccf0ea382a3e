import { Worker } from 'node:worker_threads';
import type { Report } from '../../lib/model/report.ts';
import { nodeEngine } from './engine.ts';
import type { Target } from './list-targets.ts';
import type { FromWorker, WorkerStart } from './protocol.ts';

/** Milliseconds for one target, so that no file can hold up those after it. */
const TIME_LIMIT = 30_000;

/**
 * Inspects targets one at a time in a worker thread. A thread that hangs or dies is ended, its target gets
 * a report that says so, and the next target starts with a fresh thread.
 */
export class Inspector implements AsyncDisposable {
  readonly #start: WorkerStart;
  #worker: Worker | null = null;

  constructor(start: WorkerStart) {
    this.#start = start;
  }

  async look(target: Target): Promise<Report> {
    const report = await this.#ask(target);
    if (report.notChecked.some(({ why }) => why === 'engine-failed' || why === 'timeout')) await this.#end();
    return report;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#end();
  }

  async #ask(target: Target): Promise<Report> {
    const worker = (this.#worker ??= new Worker(new URL('./worker.ts', import.meta.url), { workerData: this.#start }));
    const { promise, resolve } = Promise.withResolvers<Report | 'timeout' | 'engine-failed'>();
    const timer = setTimeout(resolve, TIME_LIMIT, 'timeout');
    const onMessage = (report: FromWorker) => resolve(report);
    const onEnd = () => resolve('engine-failed');
    worker.once('message', onMessage).once('error', onEnd).once('exit', onEnd);
    worker.postMessage(target);
    const answer = await promise;
    clearTimeout(timer);
    worker.off('message', onMessage).off('error', onEnd).off('exit', onEnd);
    return typeof answer === 'string' ? nodeEngine(this.#start.trust).shortfall(target, answer) : answer;
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }
}
