import { type ByteSource, Unreadable } from '../bytes/source.ts';
import { fileSource } from '../fetch/file-source.ts';
import { base64Bytes, base64Source, dataUrlSource } from '../fetch/handed-over.ts';
import type { HttpFacts } from '../fetch/http-facts.ts';
import { openHttp } from '../fetch/http-source.ts';
import { pageSource } from '../fetch/page-source.ts';
import type { Job, JobAnswer } from './compute-job.ts';

/** A file that is open for reading, from wherever. */
export interface OpenMedia {
  readonly kind: 'source';
  readonly source: ByteSource;
  readonly isFromPage: boolean;
  /** Bytes the network has carried so far. */
  networkBytes(): number;
  facts(): HttpFacts | null;
  /** What was read is no whole: open the file again, this way, and forget what was found. */
  again(): Job | null;
  close(): void;
}

/** Asks the job's page for more; exactly the bytes, or `null`. */
export type AskPage = (offset: number, length: number) => Promise<Uint8Array | null>;

/**
 * The order in which bytes are looked for, and the only place that knows it: those that came along; those inside the
 * address; the page's own context, where they cost nothing; the network, by ranges, if the budget allows it.
 */
export async function openMedia(
  job: Job,
  askPage: AskPage,
  signal: AbortSignal,
): Promise<OpenMedia | Extract<JobAnswer, { kind: 'not-modified' }>> {
  try {
    if (job.file !== undefined) return handedOver(fileSource(job.file));
    if (job.inline !== null) return handedOver(base64Source(job.inline));
    if (job.url.startsWith('data:')) return handedOver(dataUrlSource(job.url));
    if (job.url.startsWith('blob:')) throw new Unreadable('blocked', 'only the page can read this address');
    return job.page === null ? await fromNetwork(job, signal) : fromPage(job, job.page, askPage);
  } catch (error) {
    return handedOver(failingSource(error instanceof Unreadable ? error : new Unreadable('engine-failed')));
  }
}

function fromPage(job: Job, page: NonNullable<Job['page']>, askPage: AskPage): OpenMedia {
  const { size, facts } = page;
  const source = pageSource({ size, head: base64Bytes(page.head), isSparing: !job.asked }, askPage);
  return {
    kind: 'source',
    source,
    isFromPage: true,
    networkBytes: () => 0,
    facts: () => facts,
    again: () => (source.isLost ? { ...job, page: null } : null),
    close: () => undefined,
  };
}

async function fromNetwork(
  job: Job,
  signal: AbortSignal,
): Promise<OpenMedia | Extract<JobAnswer, { kind: 'not-modified' }>> {
  if (!job.mayFetch) throw new Unreadable('budget');
  const { pageUrl, known } = job;
  const opened = await openHttp(job.url, { pageUrl, signal, isSparing: !job.asked, ...(known !== null && { known }) });
  if (opened.kind === 'not-modified') return opened;
  const { source } = opened;
  return {
    kind: 'source',
    source,
    isFromPage: false,
    networkBytes: () => source.bytesRead,
    facts: () => source.facts,
    again: () => (source.hasChanged ? { ...job, known: null } : null),
    close: () => source.close(),
  };
}

function handedOver(source: ByteSource): OpenMedia {
  return {
    kind: 'source',
    source,
    isFromPage: false,
    networkBytes: () => 0,
    facts: () => null,
    again: () => null,
    close: () => undefined,
  };
}

/** Lets the engine write the report of a file that could not be opened. */
function failingSource(error: Unreadable): ByteSource {
  return { size: null, bytesRead: 0, read: () => Promise.reject(error) };
}
