import { browser } from 'wxt/browser';
import type { PackIndex } from '../evidence/evidence.ts';
import type { TabItem } from '../messaging/protocol.ts';
import { sendToFrame } from '../messaging/send-to-page.ts';
import type { Report } from '../model/report.ts';
import type { TrustLists } from '../model/trust.ts';
import type { PageReading } from './compute-job.ts';
import type { EvidenceJob, EvidenceNote, EvidenceTask } from './evidence-job.ts';
import { readMore } from './page-reader.ts';
import { hasHostPermission } from './permissions.ts';
import { type PictureOnPage, pictureOnPage } from './picture-on-page.ts';
import { readingInPage } from './reading-in-page.ts';
import { viewOfTab } from './view-of-tab.ts';
import { storedWords } from './words.ts';

/** What a pack needs of its page, found out before anybody clicks; reading costs nothing, as the page holds the file. */
export interface EvidencePlan {
  readonly tab: number;
  readonly item: TabItem;
  readonly picture: PictureOnPage;
  readonly reading: PageReading | null;
  /** Origin the browser has to be asked about first; `null` where none has to be. */
  readonly origin: string | null;
}

export interface EvidencePorts {
  readonly startWorker: () => Worker;
  readonly trust: () => Promise<TrustLists>;
  readonly language: string;
}

/** How far a pack is, for whoever shows it. */
export type EvidenceProgress =
  Exclude<EvidenceNote, { readonly kind: 'ask-page' | 'done' }> | { readonly kind: 'seeing' };

/** Milliseconds without any sign of the Worker after which it counts as hanging: a large file takes its time to hash. */
const QUIET_MS = 60_000;

/** Works out where the file can be read again. Contacts nobody. */
export async function planEvidence(tab: number, item: TabItem): Promise<EvidencePlan> {
  const picture = await pictureOnPage(tab, item.frame, item.url);
  const reading = await readingInPage(tab, item, picture);
  const needsNetwork = picture.inline === null && reading === null && /^https?:/i.test(picture.url);
  const isMissing = needsNetwork && !(await hasHostPermission(picture.url));
  const url = isMissing ? URL.parse(picture.url) : null;
  return { tab, item, picture, reading, origin: url === null ? null : `${url.protocol}//${url.hostname}/*` };
}

/**
 * Makes the pack of one item in a Worker of its own. Must be called inside a click, before any await: the browser may
 * have to be asked for access, which is given back afterwards.
 * @returns `null` when it could not be made.
 */
export async function makeEvidence(
  plan: EvidencePlan,
  report: Report,
  ports: EvidencePorts,
  onProgress: (progress: EvidenceProgress) => void,
): Promise<{ readonly zip: Uint8Array<ArrayBuffer>; readonly index: PackIndex } | null> {
  const { tab, item, picture, origin } = plan;
  const origins = origin === null ? [] : [origin];
  const isAllowed = origin !== null && (await browser.permissions.request({ origins }).catch(() => false));
  try {
    onProgress({ kind: 'seeing' });
    const shown = await browser.tabs.get(tab).catch(() => null);
    const job: EvidenceJob = {
      report,
      address: item.url,
      url: picture.url,
      frameUrl: picture.pageUrl,
      page: shown?.url === undefined ? null : { url: shown.url, title: shown.title ?? '' },
      inline: picture.inline,
      reading: plan.reading,
      view: await viewOfTab(tab, item.frame, item.url),
      trust: await ports.trust().catch(() => []),
      made: new Date().toISOString(),
      language: ports.language,
      words: await storedWords('pages', ports.language).catch(() => null),
    };
    return await run(job, ports.startWorker(), onProgress);
  } finally {
    if (isAllowed) await browser.permissions.remove({ origins }).catch(() => false);
  }
}

async function run(
  job: EvidenceJob,
  worker: Worker,
  onProgress: (progress: EvidenceProgress) => void,
): Promise<Extract<EvidenceNote, { readonly kind: 'done' }> | null> {
  const { promise, resolve } = Promise.withResolvers<Extract<EvidenceNote, { readonly kind: 'done' }> | null>();
  const tell = (task: EvidenceTask) => worker.postMessage(task);
  let timer = setTimeout(resolve, QUIET_MS, null);
  worker.onmessage = ({ data }: MessageEvent<EvidenceNote>) => {
    clearTimeout(timer);
    timer = setTimeout(resolve, QUIET_MS, null);
    if (data.kind === 'done') resolve(data);
    else if (data.kind !== 'ask-page') onProgress(data);
    else void answer(job, data).then((base64) => tell({ kind: 'page-bytes', question: data.question, base64 }));
  };
  worker.onerror = () => resolve(null);
  tell({ kind: 'make', job });
  const made = await promise;
  clearTimeout(timer);
  worker.terminate();
  return made;
}

function answer(
  { url, reading }: EvidenceJob,
  { offset, length }: Extract<EvidenceNote, { readonly kind: 'ask-page' }>,
): Promise<string | null> {
  if (reading === null) return Promise.resolve(null);
  const { tab, frame, size } = reading;
  return readMore({ tab, frame, url, size, offset, length }, sendToFrame);
}
