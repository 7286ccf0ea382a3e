import type { ComputeHost } from './compute-job.ts';
import { type AskForBytes, EngineQueue, type EngineWorker } from './engine-queue.ts';

/** One picture at a time, and its Worker ended soon: it holds what the last one was decoded into. */
const PIXEL_LIMITS = { parallel: 1, waiting: 4, idleMs: 3_000 };

/** It holds the index of the person's works, which takes a while to read: kept as long as a page is being looked through. */
const WORK_LIMITS = { parallel: 1, waiting: 64, idleMs: 30_000 };

/**
 * The engine in three Workers: pixels are decoded and searched in one of their own, so that this never holds up a first
 * verdict, and what a decoder breaks is nobody else's; so are the person's works looked for. Each is there only while it has work.
 * @param onIdle neither has any.
 */
export function engineHost(
  startWorker: () => EngineWorker,
  askForBytes: AskForBytes,
  onIdle: () => void = () => undefined,
): ComputeHost {
  const awake = new Set<string>();
  const queue = (name: string, limits: typeof PIXEL_LIMITS | Record<string, never>): EngineQueue =>
    new EngineQueue(
      startWorker,
      limits,
      () => {
        awake.delete(name);
        if (awake.size === 0) onIdle();
      },
      askForBytes,
    );
  const first = queue('first', {});
  const pixels = queue('pixels', PIXEL_LIMITS);
  const works = queue('works', WORK_LIMITS);
  return {
    inspect(job, trust) {
      const [name, chosen] =
        job.works !== undefined
          ? (['works', works] as const)
          : job.first === undefined
            ? (['first', first] as const)
            : (['pixels', pixels] as const);
      awake.add(name);
      return chosen.inspect(job, trust);
    },
    prepare() {
      awake.add('first');
      first.prepare();
    },
    taken(key) {
      first.taken(key);
      pixels.taken(key);
      works.taken(key);
    },
    selfTest() {
      awake.add('first');
      return first.selfTest();
    },
  };
}
