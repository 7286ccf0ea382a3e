import { english } from '../i18n/english.ts';
import type { ItemId, TabItem } from '../messaging/protocol.ts';
import type { PageSender } from '../messaging/sender.ts';
import { sendToFrame } from '../messaging/send-to-page.ts';
import type { Unanswered } from '../model/outcome.ts';
import type { Report } from '../model/report.ts';
import { withoutFragment } from '../originals/without-fragment.ts';
import { canFetchRecord, sentenceOf } from '../verdict/words.ts';
import type { Job, JobAnswer } from './compute-job.ts';
import { displayAddress } from './display-address.ts';
import { fileOf, type InspectorPorts, type InspectRequest, type MediaInspector, rulesOf } from './inspect-media.ts';
import { pictureOnPage } from './picture-on-page.ts';
import type { TabItems } from './tab-items.ts';

/** A file as it can be read again. */
type Medium = Pick<InspectRequest, 'url' | 'inline' | 'bytesHint' | 'file'>;

export interface FurtherPorts extends Omit<InspectorPorts, 'decoders'> {
  readonly inspector: Pick<MediaInspector, 'inspect'>;
  readonly now: () => number;
}

/** Records fetched at most within `WINDOW_MS` where nobody asked for each: a page may point at any number of servers. */
const MAX_UNASKED = 60;
const WINDOW_MS = 60_000;

/**
 * Beyond the file itself: the record it keeps elsewhere, fetched where the person said so, once or for all.
 * What came of it is kept apart from what the file alone tells, and shown again without asking anybody.
 */
export class FurtherLook {
  readonly #ports: FurtherPorts;
  #fetched: number[] = [];

  constructor(ports: FurtherPorts) {
    this.#ports = ports;
  }

  /** Inspects as `MediaInspector` does, and goes on to a record kept elsewhere where the person chose that. */
  async inspect(request: InspectRequest, sender: PageSender): Promise<Report> {
    const report = await this.#ports.inspector.inspect(request, sender);
    if (!canFetchRecord(report)) return report;
    const known = await this.#known(report, request);
    if (known !== null) return known;
    const { settings, budget } = this.#ports;
    const isChosen = (await settings()).fetchRecords && !sender.isPrivate;
    if (!isChosen || !budget.allows(sender) || !this.#mayAsk()) return report;
    return this.fetch(report, request, sender, false);
  }

  /**
   * The report with the record that was fetched; where it did not come, the report with the reason. Never rejects.
   * @param isAsked the person asked about this one, so budgets do not apply.
   */
  async fetch(report: Report, medium: Medium, sender: PageSender, isAsked = true): Promise<Report> {
    if (!canFetchRecord(report) || report.remote === null) return report;
    try {
      return await this.#fetch(report, report.remote, medium, sender, isAsked);
    } catch {
      return unfetched(report, 'engine-failed');
    }
  }

  async #fetch(
    report: Report,
    record: string,
    { url, inline, file }: Medium,
    sender: PageSender,
    isAsked: boolean,
  ): Promise<Report> {
    const { host, trust, settings, store, budget, version } = this.#ports;
    const inForce = await trust.inForce(await settings());
    const rules = fetchedRules(version, inForce.version);
    const job: Job = {
      key: JSON.stringify(['record', sender.url, record, inline ?? url, rules]),
      url,
      pageUrl: sender.url,
      // The record is compared with what the server sends, never with what a page says it sent.
      page: null,
      mayFetch: true,
      inline,
      ...fileOf(file),
      known: null,
      record,
      version,
      rules,
      asked: isAsked,
    };
    const answer = await host.inspect(job, inForce);
    host.taken(job.key);
    if (answer.kind === 'report' && !isAsked) budget.spend(sender, answer.networkBytes);
    const why = await this.#failureOf(answer, record);
    if (why !== null || answer.kind !== 'report') return unfetched(report, why ?? 'engine-failed');
    if (!sender.isPrivate && inline === null)
      await store.keep(fetchedAddress(record, url), answer.report, answer.facts, rules);
    return answer.report;
  }

  /** Why there is no better report than before; `null` when there is. */
  async #failureOf(answer: JobAnswer, record: string): Promise<Unanswered | null> {
    const { hasPermission, isOnline } = this.#ports;
    switch (answer.kind) {
      case 'report':
        return answer.report.basis === 'could-not-check' ? 'unreadable' : null;
      case 'no-record':
        // A refusal by the browser looks like a broken connection.
        if (answer.why !== 'offline') return answer.why;
        if (!(await hasPermission(record))) return 'needs-permission';
        return isOnline() ? 'blocked' : 'offline';
      case 'failed':
        return answer.why;
      default:
        return 'unreadable';
    }
  }

  async #known(report: Report, { url, inline, bytesHint }: Medium): Promise<Report | null> {
    const { store, trust, settings, version } = this.#ports;
    if (report.remote === null || inline !== null) return null;
    const rules = fetchedRules(version, (await trust.inForce(await settings())).version);
    const stored = await store.byAddress(fetchedAddress(report.remote, url), rules, bytesHint);
    return stored.kind === 'fresh' ? { ...stored.report, source: displayAddress(url) } : null;
  }

  #mayAsk(): boolean {
    const now = this.#ports.now();
    this.#fetched = this.#fetched.filter((at) => now - at < WINDOW_MS);
    if (this.#fetched.length >= MAX_UNASKED) return false;
    this.#fetched.push(now);
    return true;
  }
}

/** Where an item stands. */
export interface ItemPlace {
  readonly tab: number;
  readonly frame: number;
  readonly item: ItemId;
}

/** The person asked for the record of one item, in a page of Whence's own. Answers the item as it is then. */
export async function fetchRecordOf(
  { tab, frame, item }: ItemPlace,
  isPrivate: boolean,
  { further, items }: { readonly further: Pick<FurtherLook, 'fetch'>; readonly items: TabItems },
): Promise<TabItem | null> {
  const before = await items.get(tab, frame, item);
  if (before === null || before.report === null || !canFetchRecord(before.report)) return before;
  const { url, inline, pageUrl } = await pictureOnPage(tab, frame, before.url);
  const medium = { url, inline, bytesHint: null };
  const report = await further.fetch(before.report, medium, { tab, frame, url: pageUrl, origin: '', isPrivate });
  return showReport({ tab, frame, item }, before, report, items);
}

/** Gives an item another report, in the tab's list and on its page, and answers the item as it is then. */
export async function showReport(
  { tab, frame, item }: ItemPlace,
  before: TabItem,
  report: Report,
  items: TabItems,
): Promise<TabItem> {
  const after = { ...before, report };
  // The page may have gone on meanwhile; whoever asked still gets what came.
  if ((await items.get(tab, frame, item))?.url !== before.url) return after;
  await items.put(tab, after);
  await sendToFrame(tab, frame, 'reportChanged', { item, report });
  return after;
}

function unfetched(report: Report, why: Unanswered): Report {
  const others = report.notChecked.filter(({ what }) => what !== 'remote-manifest');
  const told: Report = { ...report, notChecked: [...others, { what: 'remote-manifest', why }] };
  return { ...told, sentence: sentenceOf(told, english) };
}

/** Never the rules of what the file alone tells: that verdict and this one stand side by side. */
function fetchedRules(version: string, trustVersion: string): string {
  return `${rulesOf(version, trustVersion)}/fetched`;
}

function fetchedAddress(record: string, url: string): string {
  return `record:${record} ${withoutFragment(url)}`;
}
