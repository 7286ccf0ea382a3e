import type { FileDetails } from '../model/file-details.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Report } from '../model/report.ts';
import type { Job, PageReading } from './compute-job.ts';
import { fileOf, type InspectorPorts, type InspectRequest } from './inspect-media.ts';
import type { ItemPlace } from './look-further.ts';
import { pictureOnPage } from './picture-on-page.ts';
import { readingInPage } from './reading-in-page.ts';
import type { TabItems } from './tab-items.ts';

export type DetailPorts = Pick<
  InspectorPorts,
  'host' | 'trust' | 'settings' | 'hasPermission' | 'isOnline' | 'version'
>;

/** A file as it can be read again, and who shows it. */
interface Shown extends Pick<InspectRequest, 'url' | 'inline' | 'file'> {
  readonly pageUrl: string;
  readonly reading: PageReading | null;
}

/** Reads single files again for whoever looks at their report. What it finds goes to that page and is kept nowhere. */
export class DetailReader {
  readonly #ports: DetailPorts;

  constructor(ports: DetailPorts) {
    this.#ports = ports;
  }

  /** Never rejects. */
  async read(report: Report, withPeople: boolean, shown: Shown): Promise<Outcome<FileDetails>> {
    // What a player plays is put together by the page, and no file.
    if (report.stream !== undefined) return { kind: 'unanswered', why: 'stream' };
    return this.#answer(withPeople, shown).catch(() => ({ kind: 'unanswered', why: 'engine-failed' }));
  }

  async #answer(withPeople: boolean, { url, inline, file, pageUrl, reading }: Shown): Promise<Outcome<FileDetails>> {
    const { host, trust, settings, hasPermission, isOnline, version } = this.#ports;
    const job: Job = {
      key: JSON.stringify(['details', withPeople, pageUrl, inline ?? url]),
      url,
      pageUrl,
      page: reading,
      mayFetch: true,
      inline,
      ...fileOf(file),
      known: null,
      record: null,
      details: { withPeople },
      version,
      rules: '',
      asked: true,
    };
    const answer = await host.inspect(job, await trust.inForce(await settings()));
    host.taken(job.key);
    if (answer.kind === 'failed') return { kind: 'unanswered', why: answer.why };
    if (answer.kind !== 'details') return { kind: 'unanswered', why: 'engine-failed' };
    const { outcome } = answer;
    // A refusal by the browser looks like a broken connection.
    if (outcome.kind !== 'unanswered' || outcome.why !== 'offline') return outcome;
    if (!(await hasPermission(url))) return { kind: 'unanswered', why: 'needs-permission' };
    return { kind: 'unanswered', why: isOnline() ? 'blocked' : 'offline' };
  }
}

/** Of one item, for a page of Whence's own that shows it. `null`: the item is gone, or not read yet. */
export async function detailsOf(
  { tab, frame, item }: ItemPlace,
  withPeople: boolean,
  { details, items }: { readonly details: Pick<DetailReader, 'read'>; readonly items: TabItems },
): Promise<Outcome<FileDetails> | null> {
  const known = await items.get(tab, frame, item);
  if (known === null || known.report === null) return null;
  const picture = await pictureOnPage(tab, frame, known.url);
  return details.read(known.report, withPeople, { ...picture, reading: await readingInPage(tab, known, picture) });
}
