import { Unreadable } from '../bytes/source.ts';
import { sha256Of } from '../bytes/sha256-of.ts';
import { wholeFile } from '../inspect/read-pixels.ts';
import type { Outcome, Unanswered } from '../model/outcome.ts';
import type { FoundWork } from '../model/work.ts';
import type { Job } from './compute-job.ts';
import type { Finished, JobPorts } from './engine-worker.ts';
import { openMedia } from './open-media.ts';
import { isTooLargeToDecode } from './small-picture.ts';

/** Which of the person's works a picture looks like. */
export type FindWorks = (
  picture: {
    readonly bytes: Uint8Array;
    readonly format: string;
    /** Hex, of the file. */
    readonly sha256: string;
  },
  /** Of the catalog; another one than last time means that the works changed. */
  revision: number,
) => Promise<readonly FoundWork[] | Unanswered>;

/** Reads a picture whole, decodes it, and looks for the person's works in it. */
export async function answerWorks(job: Job, revision: number, ports: JobPorts): Promise<Finished> {
  const controller = new AbortController();
  const started = performance.now();
  const opened = await openMedia(job, ports.askPage, controller.signal);
  if (opened.kind === 'not-modified') return { answer: opened, isSpent: false };
  let outcome: Outcome<readonly FoundWork[]>;
  try {
    const bytes = await wholeFile(opened.source);
    outcome = await look(bytes, job, revision, ports);
  } catch (error) {
    outcome = { kind: 'unanswered', why: error instanceof Unreadable ? error.why : 'engine-failed' };
  } finally {
    controller.abort();
    opened.close();
  }
  const ms = Math.round(performance.now() - started);
  return { answer: { kind: 'works', outcome, networkBytes: opened.networkBytes(), ms }, isSpent: false };
}

async function look(
  bytes: Uint8Array,
  { first }: Job,
  revision: number,
  { findWorks }: JobPorts,
): Promise<Outcome<readonly FoundWork[]>> {
  if (findWorks === undefined || first === undefined) return { kind: 'unanswered', why: 'unsupported' };
  if (first.pixels !== null && isTooLargeToDecode(first.pixels)) return { kind: 'unanswered', why: 'too-large' };
  const found = await findWorks({ bytes, format: first.format, sha256: await sha256Of(bytes) }, revision);
  if (typeof found === 'string') return { kind: 'unanswered', why: found };
  return found.length === 0 ? { kind: 'absent' } : { kind: 'found', value: found };
}
