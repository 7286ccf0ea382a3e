import type { Catalog } from '../catalog/catalog.ts';
import type { Sightings } from '../catalog/sightings.ts';
import type { TabItem } from '../messaging/protocol.ts';
import type { PageSender } from '../messaging/sender.ts';
import type { Report } from '../model/report.ts';
import type { FoundWork, WorkMatch } from '../model/work.ts';
import type { Settings } from '../settings/settings.ts';
import type { TrustStore } from '../trust/trust-store.ts';
import type { ByteBudget } from './byte-budget.ts';
import { fateOfCredit, fateOfRecord } from './compare-facts.ts';
import type { ComputeHost, Job } from './compute-job.ts';
import { displayAddress } from './display-address.ts';
import { addressOf, type InspectRequest, isWeb, type MediaInspector } from './inspect-media.ts';
import { readingOf } from './page-reader.ts';
import { pageOf } from './sighting-place.ts';
import type { TabItems } from './tab-items.ts';

export interface WorkPorts {
  readonly inspector: Pick<MediaInspector, 'inspect'>;
  readonly host: Pick<ComputeHost, 'inspect' | 'taken'>;
  readonly catalog: Pick<Catalog, 'state' | 'work'>;
  readonly sightings: Pick<Sightings, 'see' | 'markOf'>;
  readonly trust: Pick<TrustStore, 'inForce'>;
  readonly settings: () => Promise<Settings>;
  readonly budget: Pick<ByteBudget, 'allows' | 'spend'>;
  readonly items: Pick<TabItems, 'get' | 'put'>;
  readonly titleOf: (tab: number) => Promise<string>;
  readonly tell: (tab: number, item: TabItem & { readonly report: Report }) => void;
  readonly rest: (ms: number) => Promise<void>;
  readonly version: string;
}

interface Wanted {
  readonly request: InspectRequest;
  readonly sender: PageSender;
  readonly report: Report;
}

/** Milliseconds without a question before the next picture is looked at. */
const QUIET_MS = 300;
/** A smaller picture is an icon, or shows too little to be told from others. */
const LEAST_SIDE = 96;
const MAX_FILE_BYTES = 16 * 1024 * 1024;
/** Pictures waiting; of more than these, those that came first have scrolled away. */
const MAX_WAITING = 200;
/** Pictures whose answer is remembered. */
const MAX_KNOWN = 1_000;

/**
 * Looks for the person's works in what pages show, after the first verdict and when nothing else is to do. Without works
 * it costs one question to the store.
 */
export class WorkLook {
  readonly #ports: WorkPorts;
  readonly #known = new Map<string, readonly FoundWork[]>();
  #waiting: Wanted[] = [];
  #underWay = 0;
  #isRunning = false;

  constructor(ports: WorkPorts) {
    this.#ports = ports;
  }

  /** Inspects as `MediaInspector` does, and never later than it. */
  async inspect(request: InspectRequest, sender: PageSender): Promise<Report> {
    this.#underWay += 1;
    try {
      const report = await this.#ports.inspector.inspect(request, sender);
      if (isWorthIt(request, report)) this.#wait({ request, sender, report });
      return report;
    } finally {
      this.#underWay -= 1;
    }
  }

  #wait(wanted: Wanted): void {
    this.#waiting = [...this.#waiting, wanted].slice(-MAX_WAITING);
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#waiting.length > 0) {
      await this.#ports.rest(QUIET_MS);
      if (this.#underWay > 0) continue;
      const revision = await this.#revision();
      if (revision === null) this.#waiting = [];
      const lot = this.#waiting;
      this.#waiting = [];
      // The last that came into view first; a question in between goes before the rest of them.
      for (const wanted of lot.toReversed()) {
        if (this.#underWay > 0) await this.#ports.rest(QUIET_MS);
        if (revision !== null) await this.#look(wanted, revision).catch(() => undefined);
      }
    }
    this.#isRunning = false;
  }

  /** Of the catalog; `null` where there is no work, or no storage for any. */
  async #revision(): Promise<number | null> {
    const state = await this.#ports.catalog.state().catch(() => null);
    return state === null || state.count === 0 ? null : state.revision;
  }

  async #look(wanted: Wanted, revision: number): Promise<void> {
    const { items, tell } = this.#ports;
    const { tab, isPrivate } = wanted.sender;
    if ((await this.#itemOf(wanted)) === null) return;
    const found = await this.#find(wanted, revision);
    const works = (await Promise.all(found.map((each) => this.#matchOf(each, wanted)))).filter((each) => each !== null);
    const item = await this.#itemOf(wanted);
    if (item?.report == null || (works.length === 0 && item.report.works === undefined)) return;
    // What the person comes to from the label is there by then.
    if (!isPrivate) for (const match of works) await this.#see(match, wanted);
    const report: Report = { ...item.report, works };
    await items.put(tab, { ...item, report });
    tell(tab, { ...item, report });
  }

  async #find({ request, sender, report }: Wanted, revision: number): Promise<readonly FoundWork[]> {
    const { host, trust, settings, budget, version } = this.#ports;
    const address = await addressOf(request);
    const key = JSON.stringify(['works', revision, sender.origin || sender.url, address]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const job: Job = {
      key,
      url: request.url,
      pageUrl: sender.url,
      page: readingOf(request.opening, address, sender),
      mayFetch: request.asked || budget.allows(sender),
      inline: isWeb(request.url) ? null : request.inline,
      known: null,
      record: null,
      first: report,
      works: revision,
      version,
      rules: '',
      // Read whole, however sparingly a first look would read it.
      asked: true,
    };
    const answer = await host.inspect(job, await trust.inForce(await settings()));
    host.taken(key);
    if (answer.kind !== 'works') return [];
    budget.spend(sender, answer.networkBytes);
    const found = answer.outcome.kind === 'found' ? answer.outcome.value : [];
    if (answer.outcome.kind !== 'unanswered') this.#remember(key, found);
    return found;
  }

  #remember(key: string, found: readonly FoundWork[]): void {
    this.#known.set(key, found);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MAX_KNOWN && oldest !== undefined) this.#known.delete(oldest);
  }

  async #matchOf(found: FoundWork, { request, sender, report }: Wanted): Promise<WorkMatch | null> {
    const { catalog, sightings } = this.#ports;
    const work = await catalog.work(found.work);
    if (work === null) return null;
    const mark = await sightings.markOf(work.id, pageOf(sender.url), displayAddress(request.url));
    if (mark === 'not-mine') return null;
    const { facts, title } = work;
    return { ...found, title, record: fateOfRecord(facts, report), credit: fateOfCredit(facts, report), mark };
  }

  async #see({ work, title: _title, mark: _mark, ...match }: WorkMatch, { request, sender }: Wanted): Promise<void> {
    const { sightings, titleOf } = this.#ports;
    const pageTitle = (await titleOf(sender.tab).catch(() => '')).slice(0, MAX_TITLE);
    await sightings
      .see({ work, page: pageOf(sender.url), pageTitle, picture: displayAddress(request.url), match })
      .catch(() => null);
  }

  /** The page's item, unless it is gone or shows something else. */
  async #itemOf({ request, sender }: Wanted): Promise<TabItem | null> {
    const item = await this.#ports.items.get(sender.tab, sender.frame, request.item);
    return item?.url === displayAddress(request.url) ? item : null;
  }
}

/** Characters kept of a page's title. */
const MAX_TITLE = 300;

function isWorthIt({ kind, url, inline }: InspectRequest, { format, pixels, size }: Report): boolean {
  if (kind !== 'image' || !format.startsWith('image/')) return false;
  if (pixels === null || Math.min(pixels.width, pixels.height) < LEAST_SIDE) return false;
  const isReadable = isWeb(url) || url.startsWith('data:') || inline !== null;
  return isReadable && (size === null || size <= MAX_FILE_BYTES);
}
