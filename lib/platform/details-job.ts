import { Unreadable } from '../bytes/source.ts';
import { readDetails } from '../inspect/read-details.ts';
import type { FileDetails } from '../model/file-details.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Job } from './compute-job.ts';
import type { Finished, JobPorts } from './engine-worker.ts';
import { openMedia } from './open-media.ts';

/** From the page, then from the network where the page stops delivering. */
const MAX_TRIES = 2;

/** Reads a file once more, for what a person wants to see of it that no report holds. The validator is not asked. */
export async function answerDetails(
  job: Job,
  { withPeople }: NonNullable<Job['details']>,
  { askPage }: Pick<JobPorts, 'askPage'>,
): Promise<Finished> {
  const controller = new AbortController();
  let outcome: Outcome<FileDetails> = { kind: 'unanswered', why: 'unreadable' };
  try {
    let next: Job | null = job;
    for (let tries = 0; next !== null && tries < MAX_TRIES; tries += 1) {
      const opened = await openMedia(next, askPage, controller.signal);
      if (opened.kind === 'not-modified') break;
      try {
        outcome = await readDetails(opened.source, withPeople);
        next = opened.again();
      } finally {
        opened.close();
      }
    }
    // Parts of two different files say nothing of either.
    if (next !== null) outcome = { kind: 'unanswered', why: 'unreadable' };
  } catch (error) {
    outcome = { kind: 'unanswered', why: error instanceof Unreadable ? error.why : 'engine-failed' };
  }
  controller.abort();
  return { answer: { kind: 'details', outcome }, isSpent: false };
}
