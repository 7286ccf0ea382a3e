import type { Catalog, NewWork, WorkWords } from '../catalog/catalog.ts';
import type { Unanswered } from '../model/outcome.ts';
import type { LeftOut, Registration } from '../model/registration.ts';
import type { Report } from '../model/report.ts';
import { factsOf } from './compare-facts.ts';
import type { Brought } from './inspect-desk.ts';
import type { PictureAnswer } from './fingerprint-worker.ts';
import { isTooLargeToDecode } from './small-picture.ts';

/** A picture to register: a file, or how to get it when its turn comes. */
export interface BroughtWork extends Brought {
  /** Reads a picture from elsewhere; the reason where that fails. */
  readonly read?: () => Promise<File | Unanswered>;
  /** What a list says of it; it goes before what the file says. */
  readonly words?: Partial<WorkWords>;
}

export interface RegistrarPorts {
  readonly catalog: Pick<Catalog, 'add' | 'workOfFile' | 'work' | 'describe'>;
  /** The report of a file, for what it says of rights and records. */
  readonly look: (file: File, name: string) => Promise<Report>;
  /** Fingerprints and pictures of a file. */
  readonly measure: (file: File) => Promise<PictureAnswer>;
  readonly newId: () => string;
  readonly now: () => number;
  readonly onChange: () => void;
}

/** Files taken in one go. */
export const MAX_REGISTERED = 20_000;
/** Works written at once: few enough to lose little when the page is closed, many enough to be quick. */
const BATCH = 16;
/** Left-out files that are named. */
const MAX_NAMED = 200;
/** Largest file that becomes a work, in bytes. */
const MAX_FILE_BYTES = 128 * 1024 * 1024;

/** Makes works of files, one after another: a damaged one costs itself, and what was done stays when the page is closed. */
export class Registrar {
  readonly #ports: RegistrarPorts;
  #waiting: BroughtWork[] = [];
  #batch: { readonly brought: BroughtWork; readonly work: NewWork }[] = [];
  #progress: Registration = START;
  #isAtWork = false;

  constructor(ports: RegistrarPorts) {
    this.#ports = ports;
  }

  get progress(): Registration {
    return this.#progress;
  }

  /** @param leftOut files of the same lot that were not even opened */
  add(brought: readonly BroughtWork[], leftOut = 0): void {
    const isNew = this.#progress.state === 'done';
    if (isNew) this.#progress = START;
    const room = Math.max(0, MAX_REGISTERED - this.#waiting.length);
    const taken = brought.slice(0, room);
    this.#waiting.push(...taken);
    const { total, leftOutCount, state } = this.#progress;
    const missed = brought.length - taken.length + leftOut;
    this.#tell({ total: total + taken.length, leftOutCount: leftOutCount + missed, state: 'running' });
    if (state !== 'running') void this.#run();
  }

  /** What is under way is finished; the rest waits. */
  stop(): void {
    if (this.#progress.state === 'running') this.#tell({ state: 'stopped' });
  }

  resume(): void {
    const { state } = this.#progress;
    if (state !== 'running' && state !== 'done') void this.#run();
  }

  /** One at a time: who goes on before the last one ended lets that one go on. */
  async #run(): Promise<void> {
    this.#tell({ state: 'running' });
    if (this.#isAtWork) return;
    this.#isAtWork = true;
    while (this.#isRunning() && this.#waiting.length + this.#batch.length > 0) {
      const brought = this.#waiting.shift();
      if (brought !== undefined)
        await this.#register(brought).catch(() => this.#leaveOut(brought.name, 'engine-failed'));
      if (this.#batch.length >= BATCH || this.#waiting.length === 0 || !this.#isRunning()) await this.#write();
    }
    this.#isAtWork = false;
    if (this.#isRunning()) this.#tell({ state: 'done' });
  }

  #isRunning(): boolean {
    return this.#progress.state === 'running';
  }

  async #register(brought: BroughtWork): Promise<void> {
    const { name, read, words = {} } = brought;
    const file = brought.file ?? (await read?.()) ?? 'unreadable';
    if (!(file instanceof File)) return this.#leaveOut(name, file);
    if (file.size > MAX_FILE_BYTES) return this.#leaveOut(name, 'too-large');
    const report = await this.#ports.look(file, name);
    if (report.pixels !== null && isTooLargeToDecode(report.pixels)) return this.#leaveOut(name, 'too-large');
    const measured = await this.#ports.measure(file);
    if (measured.kind === 'failed') return this.#leaveOut(name, measured.why);
    const { sha256, width, height, iscc, isWholeOnly, fingerprint, pictures } = measured;
    const known = await this.#ports.catalog.workOfFile(sha256);
    if (known !== null) {
      await this.#describe(known, words);
      this.#tell({ done: this.#progress.done + 1, known: this.#progress.known + 1 });
      return;
    }
    const facts = factsOf(report);
    const work = {
      id: this.#ports.newId(),
      title: (report.record?.title ?? titleOf(read === undefined ? name : file.name)).slice(0, MAX_TITLE),
      creator: facts.creator?.slice(0, MAX_TITLE) ?? '',
      licence: report.rights.licence?.slice(0, MAX_TITLE) ?? '',
      notes: '',
      ...words,
      name: name.slice(-MAX_TITLE),
      added: new Date(this.#ports.now()).toISOString(),
      ...{ width, height, sha256, iscc, isWholeOnly, facts },
    };
    this.#batch.push({ brought, work: { work, fingerprint, pictures } });
  }

  /** A list adds its words to works that are there. */
  async #describe(id: string, words: Partial<WorkWords>): Promise<void> {
    const work = Object.keys(words).length === 0 ? null : await this.#ports.catalog.work(id);
    if (work !== null) await this.#ports.catalog.describe(id, { ...work, ...words });
  }

  /** Writes what is ready. Where storage is full nothing is lost: these files wait again. */
  async #write(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    if (batch.length === 0) return;
    try {
      const added = await this.#ports.catalog.add(batch.map(({ work }) => work));
      const { done, known } = this.#progress;
      this.#tell({
        done: done + batch.length,
        added: this.#progress.added + added.length,
        known: known + batch.length - added.length,
      });
    } catch (error) {
      this.#waiting.unshift(...batch.map(({ brought }) => brought));
      const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
      this.#tell({ state: isFull ? 'full' : 'refused' });
    }
  }

  #leaveOut(name: string, why: LeftOut['why']): void {
    const { done, leftOut, leftOutCount } = this.#progress;
    const named = leftOut.length < MAX_NAMED ? [...leftOut, { name, why }] : leftOut;
    this.#tell({ done: done + 1, leftOut: named, leftOutCount: leftOutCount + 1 });
  }

  #tell(change: Partial<Registration>): void {
    this.#progress = { ...this.#progress, ...change };
    this.#ports.onChange();
  }
}

const START: Registration = { total: 0, done: 0, added: 0, known: 0, leftOut: [], leftOutCount: 0, state: 'done' };
/** Characters kept of what a file or a person says of a work. */
const MAX_TITLE = 300;

/** The name of a file as a title: without folders and ending, with spaces. */
function titleOf(name: string): string {
  const file = name.split('/').at(-1) ?? name;
  const bare = file
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replaceAll(/[_-]+/g, ' ')
    .trim();
  return bare === '' ? file : bare;
}
