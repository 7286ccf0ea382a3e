import type {
  ComputeHost,
  Job,
  JobAnswer,
  PageReading,
  SelfTestResult,
  TrustForJob,
  WorkerNote,
  WorkerTask,
} from './compute-job.ts';
import type { PageQuestion } from './page-reader.ts';
import { QUEUE_LIMITS, type QueueLimits } from './queue-limits.ts';

/** The part of `Worker` the queue uses. */
export type EngineWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

/** Asks a page for more bytes; base64, or `null`. */
export type AskForBytes = (question: PageQuestion) => Promise<string | null>;

/** A task the Worker may lose to another one's hang; it is started over this often. */
const MAX_STARTS = 3;

interface Work {
  readonly id: number;
  readonly task: Extract<WorkerTask, { kind: 'inspect' | 'self-test' }>;
  /** The lists to judge by; `null` for the self-test, which brings its own. */
  readonly trust: TrustForJob | null;
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
  readonly #askForBytes: AskForBytes;
  readonly #answers = new Map<string, Promise<JobAnswer>>();
  readonly #running = new Map<number, Work>();
  #waiting: Work[] = [];
  #worker: EngineWorker | null = null;
  /** Version of the lists the Worker has. */
  #trustVersion: string | null = null;
  #lastId = 0;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    startWorker: () => EngineWorker,
    limits: Partial<QueueLimits> = {},
    onIdle: () => void = () => undefined,
    askForBytes: AskForBytes = async () => null,
  ) {
    this.#startWorker = startWorker;
    this.#limits = { ...QUEUE_LIMITS, ...limits };
    this.#onIdle = onIdle;
    this.#askForBytes = askForBytes;
  }

  inspect(job: Job, trust: TrustForJob): Promise<JobAnswer> {
    const known = this.#answers.get(job.key);
    if (known !== undefined) return known;
    if (!job.asked && this.#waiting.length >= this.#limits.waiting)
      return Promise.resolve({ kind: 'failed', why: 'budget' });
    const answer = new Promise<JobAnswer>((resolve) => {
      this.#add(
        (id) => ({ id, kind: 'inspect', job }),
        trust,
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

  prepare(): void {
    try {
      this.#worker ??= this.#newWorker();
    } catch {
      // The job will meet the same fault, and answer for it.
    }
    if (this.#running.size === 0) this.#restLater();
  }

  taken(key: string, answer = this.#answers.get(key)): void {
    if (this.#answers.get(key) === answer) this.#answers.delete(key);
  }

  selfTest(): Promise<SelfTestResult> {
    return new Promise((resolve) => {
      this.#add(
        (id) => ({ id, kind: 'self-test' }),
        null,
        true,
        (note) => {
          if (typeof note === 'string') resolve({ state: 'failed', detail: 'The validator did not run.' });
          else if (note.kind === 'self-test') resolve(note.result);
        },
      );
    });
  }

  #add(
    taskOf: (id: number) => Work['task'],
    trust: TrustForJob | null,
    isAsked: boolean,
    settle: Work['settle'],
  ): void {
    this.#lastId += 1;
    const task = taskOf(this.#lastId);
    const timers = { jobTimer: undefined, engineTimer: undefined };
    const work: Work = { id: task.id, task, trust, isAsked, settle, starts: 0, ...timers };
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
    if (this.#running.size === 0) this.#restLater();
  }

  #restLater(): void {
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => this.#rest(), this.#limits.idleMs);
  }

  #start(work: Work): void {
    work.starts += 1;
    this.#running.set(work.id, work);
    work.jobTimer = setTimeout(() => this.#fail(work, 'timeout'), this.#limits.jobMs);
    try {
      this.#worker ??= this.#newWorker();
      this.#useTrust(work.trust, this.#worker);
      this.#worker.postMessage(work.task);
    } catch {
      this.#settle(work, 'engine-failed');
    }
  }

  /** The lists are far larger than a job, and rarely change: they go to the Worker once. */
  #useTrust(trust: TrustForJob | null, worker: EngineWorker): void {
    if (trust === null || trust.version === this.#trustVersion) return;
    worker.postMessage({ kind: 'use-trust', trust: trust.lists } satisfies WorkerTask);
    this.#trustVersion = trust.version;
  }

  #newWorker(): EngineWorker {
    this.#trustVersion = null;
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
    if (note.kind === 'ask-page') return void this.#answerFromPage(work, note);
    if (note.kind !== 'engine') return this.#settle(work, note);
    clearTimeout(work.engineTimer);
    if (note.isBusy) work.engineTimer = setTimeout(() => this.#fail(work, 'timeout'), this.#limits.engineMs);
  }

  async #answerFromPage(
    { id, task }: Work,
    { question, offset, length }: Extract<WorkerNote, { kind: 'ask-page' }>,
  ): Promise<void> {
    const worker = this.#worker;
    const job = task.kind === 'inspect' ? task.job : null;
    const base64 =
      job === null || job.page === null
        ? null
        : await this.#askForBytes({ ...placeOf(job.page), url: job.url, offset, length }).catch(() => null);
    if (worker === this.#worker) worker?.postMessage({ id, kind: 'page-bytes', question, base64 } satisfies WorkerTask);
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

function placeOf({ tab, frame, size }: PageReading): Pick<PageQuestion, 'tab' | 'frame' | 'size'> {
  return { tab, frame, size };
}
