import type {
  ComputeHost,
  Job,
  JobAnswer,
  SelfTestResult,
  TrustForJob,
  WorkerNote,
  WorkerTask,
} from './compute-job.ts';

/** The part of `Worker` the queue uses. */
export type EngineWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

export interface QueueLimits {
  /** Jobs under way at once: they wait for the network side by side, and take turns in the validator. */
  readonly parallel: number;
  /** Milliseconds for one job from its start. More than the network's own limit, so that only a hang gets here. */
  readonly jobMs: number;
  /** Milliseconds for the validator on one file. */
  readonly engineMs: number;
  /** Milliseconds without work after which the Worker is ended and its memory freed. */
  readonly idleMs: number;
  /** Jobs waiting at most; a page cannot pile up more. */
  readonly waiting: number;
  /** Milliseconds an answer that nobody took is kept for whoever asks again. */
  readonly untakenMs: number;
}

export const QUEUE_LIMITS: QueueLimits = {
  parallel: 4,
  jobMs: 25_000,
  engineMs: 10_000,
  idleMs: 2 * 60_000,
  waiting: 1_000,
  untakenMs: 60_000,
};

/** A task the Worker may lose to another one's hang; it is started over this often. */
const MAX_STARTS = 3;

interface Work {
  readonly id: number;
  readonly task: WorkerTask;
  readonly isAsked: boolean;
  /** Takes the Worker's last word on this task, or why there is none. */
  readonly settle: (note: WorkerNote | 'timeout' | 'engine-failed') => void;
  starts: number;
  jobTimer: ReturnType<typeof setTimeout> | undefined;
  engineTimer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Keeps one Worker busy and honest. A job that hangs is ended by ending its Worker; the others that were under way
 * start over in a new one. A Worker without work is ended too.
 */
export class EngineQueue implements ComputeHost {
  readonly #startWorker: () => EngineWorker;
  readonly #limits: QueueLimits;
  readonly #onIdle: () => void;
  readonly #answers = new Map<string, Promise<JobAnswer>>();
  readonly #running = new Map<number, Work>();
  #waiting: Work[] = [];
  #worker: EngineWorker | null = null;
  #lastId = 0;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    startWorker: () => EngineWorker,
    limits: Partial<QueueLimits> = {},
    onIdle: () => void = () => undefined,
  ) {
    this.#startWorker = startWorker;
    this.#limits = { ...QUEUE_LIMITS, ...limits };
    this.#onIdle = onIdle;
  }

  inspect(job: Job, trust: TrustForJob): Promise<JobAnswer> {
    const known = this.#answers.get(job.key);
    if (known !== undefined) return known;
    if (!job.asked && this.#waiting.length >= this.#limits.waiting)
      return Promise.resolve({ kind: 'failed', why: 'budget' });
    const answer = new Promise<JobAnswer>((resolve) => {
      this.#add(
        (id) => ({ id, kind: 'inspect', job, trust: trust.lists }),
        job.asked,
        (note) => {
          if (typeof note === 'string') resolve({ kind: 'failed', why: note });
          else if (note.kind === 'answer') resolve(note.answer);
        },
      );
    });
    this.#answers.set(job.key, answer);
    void answer.then(() => setTimeout(() => this.taken(job.key, answer), this.#limits.untakenMs));
    return answer;
  }

  taken(key: string, answer = this.#answers.get(key)): void {
    if (this.#answers.get(key) === answer) this.#answers.delete(key);
  }

  selfTest(): Promise<SelfTestResult> {
    return new Promise((resolve) => {
      this.#add(
        (id) => ({ id, kind: 'self-test' }),
        true,
        (note) => {
          if (typeof note === 'string') resolve({ state: 'failed', detail: 'The validator did not run.' });
          else if (note.kind === 'self-test') resolve(note.result);
        },
      );
    });
  }

  #add(taskOf: (id: number) => WorkerTask, isAsked: boolean, settle: Work['settle']): void {
    this.#lastId += 1;
    const task = taskOf(this.#lastId);
    const work: Work = { id: task.id, task, isAsked, settle, starts: 0, jobTimer: undefined, engineTimer: undefined };
    if (isAsked) this.#waiting.splice(this.#waiting.findLastIndex((other) => other.isAsked) + 1, 0, work);
    else this.#waiting.push(work);
    this.#fill();
  }

  #fill(): void {
    clearTimeout(this.#idleTimer);
    while (this.#running.size < this.#limits.parallel) {
      const work = this.#waiting.shift();
      if (work === undefined) break;
      this.#start(work);
    }
    if (this.#running.size === 0) this.#idleTimer = setTimeout(() => this.#rest(), this.#limits.idleMs);
  }

  #start(work: Work): void {
    work.starts += 1;
    this.#running.set(work.id, work);
    work.jobTimer = setTimeout(() => this.#fail(work, 'timeout'), this.#limits.jobMs);
    try {
      this.#worker ??= this.#newWorker();
      this.#worker.postMessage(work.task);
    } catch {
      this.#settle(work, 'engine-failed');
    }
  }

  #newWorker(): EngineWorker {
    const worker = this.#startWorker();
    worker.onmessage = ({ data }: MessageEvent<WorkerNote>) => {
      if (worker === this.#worker) this.#hear(data);
    };
    // The script would not load, or memory ran out: nobody can say whose fault it was.
    worker.onerror = () => {
      if (worker === this.#worker) this.#replaceWorker();
    };
    return worker;
  }

  #hear(note: WorkerNote): void {
    if (note.kind === 'spent') return this.#replaceWorker();
    const work = this.#running.get(note.id);
    if (work === undefined) return;
    if (note.kind !== 'engine') return this.#settle(work, note);
    clearTimeout(work.engineTimer);
    if (note.isBusy) work.engineTimer = setTimeout(() => this.#fail(work, 'timeout'), this.#limits.engineMs);
  }

  /** This one hangs: it is answered, and what ran beside it starts over. */
  #fail(work: Work, why: 'timeout' | 'engine-failed'): void {
    this.#stop(work);
    work.settle(why);
    this.#replaceWorker();
  }

  #replaceWorker(): void {
    this.#worker?.terminate();
    this.#worker = null;
    const interrupted = [...this.#running.values()];
    for (const work of interrupted) this.#stop(work);
    for (const work of interrupted) if (work.starts >= MAX_STARTS) work.settle('engine-failed');
    this.#waiting = [...interrupted.filter((work) => work.starts < MAX_STARTS), ...this.#waiting];
    this.#fill();
  }

  #settle(work: Work, note: WorkerNote | 'engine-failed'): void {
    this.#stop(work);
    work.settle(note);
    // Not at once: a Worker that will not start must not be called again within this very call.
    queueMicrotask(() => this.#fill());
  }

  #stop(work: Work): void {
    clearTimeout(work.jobTimer);
    clearTimeout(work.engineTimer);
    this.#running.delete(work.id);
  }

  #rest(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#onIdle();
  }
}
