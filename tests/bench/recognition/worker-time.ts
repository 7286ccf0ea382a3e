import { readdirSync, readFileSync } from 'node:fs';
import { treeOf } from '../processes.ts';

/**
 * Milliseconds that the youngest Worker of a browser has had a processor for: unlike the clock, other programs of the
 * machine hardly lengthen them. `null` where the system does not tell: only Linux does.
 */
export function workerTime(browser: number): number | null {
  const threads = [...treeOf(browser)].flatMap(({ pid }) =>
    namesIn(`/proc/${pid}/task`).map((thread) => ({ id: Number(thread), folder: `/proc/${pid}/task/${thread}` })),
  );
  for (const { folder } of threads.toSorted((one, other) => other.id - one.id)) {
    // Linux cuts names at 15 characters.
    if (!textOf(`${folder}/comm`).startsWith('DedicatedWorker')) continue;
    const [nanoseconds = ''] = textOf(`${folder}/schedstat`).split(' ');
    return nanoseconds === '' ? null : Number(nanoseconds) / 1e6;
  }
  return null;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
