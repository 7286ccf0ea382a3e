import { Unreadable } from '../bytes/source.ts';
import { openStream } from '../fetch/stream-heads.ts';
import type { EngineContext } from '../inspect/context.ts';
import { inspect } from '../inspect/inspect.ts';
import type { Report } from '../model/report.ts';
import type { Job, JobAnswer } from './compute-job.ts';
import { couldNotCheck } from './could-not-check.ts';
import { displayAddress } from './display-address.ts';

/**
 * A player that its page feeds piece by piece: what the first head says that says anything, else that none does.
 * A head that could not be checked keeps "nothing found" from being said of the stream.
 * @param parts what the page's scripts loaded.
 */
export async function inspectStream(job: Job, parts: readonly string[], context: EngineContext): Promise<JobAnswer> {
  const name = displayAddress(job.url);
  const { heads, networkBytes } = openStream(parts, { pageUrl: job.pageUrl, signal: context.abort });
  const answered = (report: Report): JobAnswer => {
    return { kind: 'report', report, facts: null, isFromPage: false, networkBytes: networkBytes() };
  };
  if (!job.mayFetch) return answered(couldNotCheck(job.url, 'budget', job.version));
  let silent: Report | null = null;
  try {
    for await (const { address, source, fragments } of heads) {
      const report = await inspect({ source, name, stream: { address, fragments } }, context);
      source.close();
      if (report.basis !== 'nothing-found' && report.basis !== 'could-not-check') return answered(report);
      if (silent === null || report.basis === 'could-not-check') silent = report;
    }
  } catch (error) {
    const why = error instanceof Unreadable ? error.why : 'engine-failed';
    return answered(couldNotCheck(job.url, why, job.version));
  }
  return answered(silent ?? couldNotCheck(job.url, 'stream', job.version));
}
