import { MAX_HASHED_BYTES } from '../inspect/read-record.ts';
import type { MediaKind } from '../messaging/protocol.ts';
import type { Report } from '../model/report.ts';

/** One thing a person brought to be inspected. */
export interface Subject {
  readonly id: number;
  /** Name of the file with its folders, or the address. Hostile. */
  readonly name: string;
  readonly kind: MediaKind;
  /** `null`: an address, or a file of a folder that the browser would not open. */
  readonly file: File | null;
  readonly isAddress: boolean;
  readonly state: 'waiting' | 'reading' | 'read' | 'stopped';
  /** Of the last reading; kept while it is read again. */
  readonly report: Report | null;
}

/** What was dropped or chosen: `file` is `null` where the browser would not open it. */
export interface Brought {
  readonly file: File | null;
  readonly name: string;
}

/** Bytes read, and bytes of all there is to read. */
export interface InspectProgress {
  readonly read: number;
  readonly all: number;
}

/** Bytes of a file up to which the record in it is compared with it. */
export const MOST_COMPARED = MAX_HASHED_BYTES;
/** A list of more is no list to read, and each row of it costs memory. */
export const MAX_SUBJECTS = 1_000;
/** Read side by side: a signed file is in memory whole while its record is validated. */
const PARALLEL = 2;

/** What the person brought, in that order, and how far it is read. */
export class InspectDesk {
  readonly #look: (subject: Subject) => Promise<Report>;
  readonly #onChange: () => void;
  readonly #subjects = new Map<number, Subject>();
  #lastId = 0;
  #leftOut = 0;

  /**
   * @param look where it rejects, the subject was not read, and can be once more
   * @param onChange something of the list is different now
   */
  constructor(look: (subject: Subject) => Promise<Report>, onChange: () => void) {
    this.#look = look;
    this.#onChange = onChange;
  }

  get subjects(): readonly Subject[] {
    return [...this.#subjects.values()];
  }

  /** Files that came when the list was full. */
  get leftOut(): number {
    return this.#leftOut;
  }

  /** How many bytes of how many are read: a file counts once it is read, an address once its size is known. */
  get progress(): InspectProgress {
    const progress = { read: 0, all: 0 };
    for (const { file, report, state } of this.#subjects.values()) {
      const size = file?.size ?? report?.size ?? 0;
      progress.all += size;
      if (state === 'read') progress.read += size;
    }
    return progress;
  }

  get(id: number): Subject | null {
    return this.#subjects.get(id) ?? null;
  }

  /** @param leftOut files of the same lot that were not even opened. */
  addFiles(brought: readonly Brought[], leftOut = 0): void {
    const room = Math.max(0, MAX_SUBJECTS - this.#subjects.size);
    for (const { file, name } of brought.slice(0, room))
      this.#add({ name, file, kind: kindOf(file), isAddress: false });
    this.#leftOut += Math.max(0, brought.length - room) + leftOut;
    this.#fill();
  }

  /** @returns `false`: the list is full. */
  addAddress(name: string): boolean {
    const hasRoom = this.#subjects.size < MAX_SUBJECTS;
    if (hasRoom) this.#add({ name, file: null, kind: 'image', isAddress: true });
    else this.#leftOut += 1;
    this.#fill();
    return hasRoom;
  }

  /** What waits is not read; what is being read is read to its end. */
  stop(): void {
    for (const subject of this.subjects) if (subject.state === 'waiting') this.#put({ ...subject, state: 'stopped' });
    this.#onChange();
  }

  readAgain(id: number): void {
    const subject = this.get(id);
    if (subject === null || subject.state === 'reading') return;
    this.#put({ ...subject, state: 'waiting' });
    this.#fill();
  }

  remove(id: number): void {
    this.#subjects.delete(id);
    if (this.#subjects.size === 0) this.#leftOut = 0;
    this.#onChange();
  }

  /** A subject's report became another one, by something the person asked for beyond the reading. */
  replaceReport(id: number, report: Report): void {
    const subject = this.get(id);
    if (subject === null) return;
    this.#put({ ...subject, report });
    this.#onChange();
  }

  #add(subject: Pick<Subject, 'name' | 'file' | 'kind' | 'isAddress'>): void {
    this.#lastId += 1;
    this.#put({ ...subject, id: this.#lastId, state: 'waiting', report: null });
  }

  #put(subject: Subject): void {
    this.#subjects.set(subject.id, subject);
  }

  #fill(): void {
    let busy = this.subjects.filter(({ state }) => state === 'reading').length;
    for (const subject of this.#subjects.values()) {
      if (busy >= PARALLEL) break;
      if (subject.state !== 'waiting') continue;
      busy += 1;
      void this.#read(subject);
    }
    this.#onChange();
  }

  async #read(subject: Subject): Promise<void> {
    this.#put({ ...subject, state: 'reading' });
    const report = await this.#look(subject).catch(() => null);
    // It may have been removed meanwhile.
    if (this.get(subject.id) !== null)
      this.#put(report === null ? { ...subject, state: 'stopped' } : { ...subject, state: 'read', report });
    this.#fill();
  }
}

/** By what the browser takes its name for; what it is, only its bytes tell. Decoders are run on pictures alone. */
function kindOf(file: File | null): MediaKind {
  const kind = file?.type.split('/', 1)[0];
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'document';
}
