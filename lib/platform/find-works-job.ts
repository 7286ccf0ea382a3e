import { Unreadable } from '../bytes/source.ts';
import { readPixels, wholeFile } from '../inspect/read-pixels.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Raster } from '../model/raster.ts';
import type { FoundWork } from '../model/work.ts';
import type { Job } from './compute-job.ts';
import type { Finished, JobPorts } from './engine-worker.ts';
import { openMedia } from './open-media.ts';

/** Which of the person's works a picture looks like. */
export type FindWorks = (
  picture: {
    readonly raster: Raster;
    /** Hex, of the file. */
    readonly sha256: string;
  },
  /** Of the catalog; another one than last time means that the works changed. */
  revision: number,
) => Promise<readonly FoundWork[]>;

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
  { findWorks, decodePixels }: JobPorts,
): Promise<Outcome<readonly FoundWork[]>> {
  if (findWorks === undefined || first === undefined) return { kind: 'unanswered', why: 'unsupported' };
  const source = { size: bytes.length, bytesRead: 0, read: async () => bytes };
  const { format, pixels } = first;
  const raster = await readPixels({ format, ...(pixels !== null && { pixels }) }, source, decodePixels);
  if (raster.kind !== 'found') return raster;
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  const sha256 = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const found = await findWorks({ raster: raster.value, sha256 }, revision);
  return found.length === 0 ? { kind: 'absent' } : { kind: 'found', value: found };
}
