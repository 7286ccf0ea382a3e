import type { ComputeHost } from './compute-job.ts';
import { type AskForBytes, EngineQueue, type EngineWorker } from './engine-queue.ts';

/** One picture at a time, and its Worker ended soon: it holds what the last one was decoded into. */
const PIXEL_LIMITS = { parallel: 1, waiting: 4, idleMs: 3_000 };

/**
 * The engine in two Workers: pixels are decoded and searched in one of their own, so that this never holds up a first
 * verdict, and what a decoder breaks is nobody else's. Each is there only while it has work.
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
  return {
    inspect(job, trust) {
      const isFirst = job.first === undefined;
      awake.add(isFirst ? 'first' : 'pixels');
      return (isFirst ? first : pixels).inspect(job, trust);
    },
    prepare() {
      awake.add('first');
      first.prepare();
    },
    taken(key) {
      first.taken(key);
      pixels.taken(key);
    },
    selfTest() {
      awake.add('first');
      return first.selfTest();
    },
  };
}
