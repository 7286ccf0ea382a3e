import { Unreadable } from '../bytes/source.ts';
import { base64Bytes } from '../fetch/handed-over.ts';
import { sendToFrame } from '../messaging/send-to-page.ts';
import type { Unanswered } from '../model/outcome.ts';
import type { Job } from './compute-job.ts';
import type { ReadAgainJob } from './evidence-job.ts';
import { openMedia } from './open-media.ts';
import { readMore } from './page-reader.ts';
import { readWhole } from './read-whole.ts';

export type PlaceOfFile = Pick<ReadAgainJob, 'url' | 'frameUrl' | 'inline' | 'reading'>;

/** From the page, from the network, and once more where the file changed meanwhile. */
const MAX_TRIES = 3;

/**
 * A whole file as the page that shows it delivers it, else from the network by the rules for what pages show; for pages
 * of Whence's own. Its name is the last part of its address.
 * @param most bytes.
 * @returns the reason where it cannot be read.
 */
export async function readAsFile(
  { url, frameUrl, inline, reading }: PlaceOfFile,
  most: number,
): Promise<File | Unanswered> {
  const question = { key: '', rules: '', version: '', known: null, record: null, mayFetch: true, asked: true };
  let job: Job | null = { ...question, url, pageUrl: frameUrl, inline, page: reading };
  let why: Unanswered = 'blocked';
  for (let tries = 0; job !== null && tries < MAX_TRIES; tries += 1) {
    const { page }: Job = job;
    const open = await openMedia(
      job,
      async (offset, length) => {
        if (page === null) return null;
        const { tab, frame, size } = page;
        const base64 = await readMore({ tab, frame, url, size, offset, length }, sendToFrame);
        return base64 === null ? null : base64Bytes(base64);
      },
      new AbortController().signal,
    );
    if (open.kind === 'not-modified') return 'unreadable';
    try {
      const bytes = await readWhole(open.source, most, () => undefined);
      job = open.again();
      if (job === null) return new File([bytes], nameOf(url));
      why = 'unreadable';
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      why = error.why;
      job = open.again();
    } finally {
      open.close();
    }
  }
  return why;
}

function nameOf(url: string): string {
  const last = /^https?:/i.test(url) ? (URL.parse(url)?.pathname.split('/').at(-1) ?? '') : '';
  try {
    return decodeURIComponent(last) || 'picture';
  } catch {
    return last;
  }
}
