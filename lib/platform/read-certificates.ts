import { Unreadable } from '../bytes/source.ts';
import { describeChain } from '../decoders/certificate-chain.ts';
import { signingChain } from '../decoders/signing-chain.ts';
import { manifestStores } from '../evidence/manifest-stores.ts';
import type { CertificateChain } from '../model/certificate.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Job } from './compute-job.ts';
import type { ReadAgainJob } from './evidence-job.ts';
import { type AskPage, openMedia } from './open-media.ts';

/**
 * The certificates of a file's record, out of the file itself: no more of it is read than the record. In a file with
 * several stores the last one counts, as later versions of a document are written behind earlier ones.
 */
export async function readCertificates(given: ReadAgainJob, askPage: AskPage): Promise<Outcome<CertificateChain>> {
  if (given.report.stream !== undefined) return { kind: 'unanswered', why: 'stream' };
  const open = await openMedia(jobOf(given), askPage, new AbortController().signal);
  if (open.kind === 'not-modified') return { kind: 'unanswered', why: 'unreadable' };
  try {
    const store = (await manifestStores(open.source)).at(-1);
    if (store === undefined || open.again() !== null) return { kind: 'unanswered', why: 'unreadable' };
    const chain = signingChain(store);
    return chain.kind === 'found' ? { kind: 'found', value: await describeChain(chain.value, given.trust) } : chain;
  } catch (error) {
    if (error instanceof Unreadable) return { kind: 'unanswered', why: error.why };
    throw error;
  } finally {
    open.close();
  }
}

/** The job that opens a file again because the person asked. */
export function jobOf({ url, frameUrl, inline, file, reading, report }: ReadAgainJob): Job {
  const question = { key: '', rules: '', version: report.engine.whence, known: null, record: null };
  const from = { url, pageUrl: frameUrl, inline, ...(file !== undefined && { file }), page: reading };
  return { ...question, ...from, mayFetch: true, asked: true };
}
