import type { MeasureNote, MeasureTask, PictureAnswer } from './fingerprint-worker.ts';

/** Milliseconds for one file: a hang costs it, and the next one starts a new Worker. */
const FILE_MS = 30_000;

/** Measures files in a Worker of a page's own, one after another. */
export function startMeasuring(
  startWorker: () => Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>,
): (file: Blob) => Promise<PictureAnswer> {
  let worker: ReturnType<typeof startWorker> | null = null;
  let lastId = 0;
  return (file) => {
    lastId += 1;
    const id = lastId;
    const running = (worker ??= startWorker());
    return new Promise((resolve) => {
      const end = (answer: PictureAnswer): void => {
        clearTimeout(timer);
        resolve(answer);
      };
      const fail = (why: 'timeout' | 'engine-failed'): void => {
        running.terminate();
        worker = null;
        end({ kind: 'failed', why });
      };
      const timer = setTimeout(() => fail('timeout'), FILE_MS);
      running.onmessage = ({ data }: MessageEvent<MeasureNote>) => data.id === id && end(data.answer);
      running.onerror = () => fail('engine-failed');
      running.postMessage({ id, file } satisfies MeasureTask);
    });
  };
}
