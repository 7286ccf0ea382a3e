import { browser } from 'wxt/browser';
import { sendToFrame } from '../messaging/send-to-page.ts';
import type { EvidenceEnd, EvidenceNote, EvidenceTask } from './evidence-job.ts';
import { readMore } from './page-reader.ts';

/** Milliseconds without any sign of the Worker after which it counts as hanging: a large file takes its time to hash. */
const QUIET_MS = 60_000;

/**
 * Runs one task in a Worker of its own, which ends with it.
 * @param onProgress what the Worker tells on its way.
 * @returns `null` when it hung or failed.
 */
export async function runEvidenceTask(
  task: Exclude<EvidenceTask, { readonly kind: 'page-bytes' }>,
  worker: Worker,
  onProgress: (progress: Exclude<EvidenceNote, EvidenceEnd | { readonly kind: 'ask-page' }>) => void,
): Promise<EvidenceEnd | null> {
  const { promise, resolve } = Promise.withResolvers<EvidenceEnd | null>();
  const tell = (next: EvidenceTask) => worker.postMessage(next);
  let timer = setTimeout(resolve, QUIET_MS, null);
  worker.onmessage = ({ data }: MessageEvent<EvidenceNote>) => {
    clearTimeout(timer);
    timer = setTimeout(resolve, QUIET_MS, null);
    if (data.kind === 'done' || data.kind === 'certificates') resolve(data);
    else if (data.kind !== 'ask-page') onProgress(data);
    else void answer(task.job, data).then((base64) => tell({ kind: 'page-bytes', question: data.question, base64 }));
  };
  worker.onerror = () => resolve(null);
  tell(task);
  const ended = await promise;
  clearTimeout(timer);
  worker.terminate();
  return ended;
}

/**
 * Does `work` with access to an origin, which is given back afterwards. Must be called inside a click, before any await,
 * where there is an origin to ask the browser about.
 */
export async function withAccess<T>(origin: string | null, work: () => Promise<T>): Promise<T> {
  const origins = origin === null ? [] : [origin];
  const isAllowed = origin !== null && (await browser.permissions.request({ origins }).catch(() => false));
  try {
    return await work();
  } finally {
    if (isAllowed) await browser.permissions.remove({ origins }).catch(() => false);
  }
}

function answer(
  { url, reading }: Extract<EvidenceTask, { readonly job: unknown }>['job'],
  { offset, length }: Extract<EvidenceNote, { readonly kind: 'ask-page' }>,
): Promise<string | null> {
  if (reading === null) return Promise.resolve(null);
  const { tab, frame, size } = reading;
  return readMore({ tab, frame, url, size, offset, length }, sendToFrame);
}
