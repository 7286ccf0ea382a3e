import { readdirSync, readFileSync } from 'node:fs';
import { platform } from 'node:os';

/** Linux counts processor time in these (`getconf CLK_TCK`; the kernel's user interface has it fixed at 100). */
const TICKS_PER_SECOND = 100;
/** Milliseconds between looks, so that a process that ends keeps nearly all of its time. */
const LOOK_EVERY = 250;

/** Processor time and memory are read from `/proc`. */
export const canReadProcesses = platform() === 'linux';

/** Adds up the processor time of a program and all it started, those that end meanwhile too. */
export class ProcessorTime {
  readonly #root: number;
  readonly #before: ReadonlyMap<string, number>;
  readonly #seen = new Map<string, number>();
  readonly #kinds = new Map<string, string>();
  readonly #timer: NodeJS.Timeout;

  /** Starts counting. */
  constructor(root: number) {
    this.#root = root;
    this.#before = ticksOf(root);
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY);
  }

  /** Ends counting. Seconds of processor time, user and system, since the start, by kind of process. */
  stop(): ByKind {
    clearInterval(this.#timer);
    this.#look();
    const seconds = new Map<string, number>();
    for (const [key, ticks] of this.#seen) {
      const kind = this.#kinds.get(key) ?? 'others';
      const taken = (ticks - (this.#before.get(key) ?? 0)) / TICKS_PER_SECOND;
      seconds.set(kind, (seconds.get(kind) ?? 0) + taken);
    }
    return seconds;
  }

  #look(): void {
    for (const { pid, started, ticks } of treeOf(this.#root)) {
      const key = keyOf(pid, started);
      this.#seen.set(key, ticks);
      // Asked each time: a process kept in reserve becomes a page's or the extension's.
      const kind = kindOf(pid);
      if (kind !== null) this.#kinds.set(key, kind);
    }
  }
}

/** An amount by kind of process: `browser`, `pages`, `extension`, `others` (network, storage, drawing). */
export type ByKind = ReadonlyMap<string, number>;

export function totalOf(amounts: ByKind): number {
  return [...amounts.values()].reduce((sum, amount) => sum + amount, 0);
}

/** Proportional set size in MiB: pages shared among processes are counted once. */
export interface Memory {
  readonly all: ByKind;
  /** Without what is mapped from files: other programs running from the same files change how much of that counts. */
  readonly unfiled: ByKind;
}

/** Memory of a program and all it started; `null` where it cannot be read. */
export function memoryOf(root: number): Memory | null {
  if (!canReadProcesses) return null;
  const all = new Map<string, number>();
  const unfiled = new Map<string, number>();
  for (const { pid } of treeOf(root)) {
    try {
      const kind = kindOf(pid) ?? 'others';
      const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      const mib = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) / 1024;
      all.set(kind, (all.get(kind) ?? 0) + mib('Pss'));
      unfiled.set(kind, (unfiled.get(kind) ?? 0) + mib('Pss_Anon') + mib('Pss_Shmem'));
    } catch (error) {
      if (!isGone(error)) return null;
    }
  }
  return { all, unfiled };
}

interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  /** Start time: numbers of processes come round again. */
  readonly started: string;
  readonly ticks: number;
}

function ticksOf(root: number): ReadonlyMap<string, number> {
  return new Map(treeOf(root).map(({ pid, started, ticks }) => [keyOf(pid, started), ticks]));
}

function keyOf(pid: number, started: string): string {
  return `${pid}@${started}`;
}

export function treeOf(root: number): readonly ProcessEntry[] {
  if (!canReadProcesses) return [];
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(entryOf);
  const children = Map.groupBy(all, ({ parent }) => parent);
  const tree = all.filter(({ pid }) => pid === root);
  // The list grows while it is walked.
  for (const { pid } of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** `proc_pid_stat(5)`: fields are counted from behind the name, which may hold anything. */
function entryOf(name: string): readonly ProcessEntry[] {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [parent = '', user = '', system = '', started = ''] = [fields[1], fields[11], fields[12], fields[19]];
    return [{ pid: Number(name), parent: Number(parent), started, ticks: Number(user) + Number(system) }];
  } catch {
    return [];
  }
}

/** `null` for a process that has ended. */
function kindOf(pid: number): string | null {
  try {
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
    if (line.includes('--extension-process') || name === 'WebExtensions') return 'extension';
    const type = /--type=([\w-]+)/.exec(line)?.[1];
    if (type === 'renderer' || name.startsWith('Isolated Web') || name === 'Web Content') return 'pages';
    return type === undefined && !line.includes('-contentproc') ? 'browser' : 'others';
  } catch {
    return null;
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH');
}
