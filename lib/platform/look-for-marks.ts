import type { VerdictStore } from '../cache/verdict-store.ts';
import { Unreadable } from '../bytes/source.ts';
import { hasUnseenPixels, lookAtPixels } from '../inspect/look-at-pixels.ts';
import type { PageBytes, TabItem } from '../messaging/protocol.ts';
import type { PageSender } from '../messaging/sender.ts';
import type { Unanswered } from '../model/outcome.ts';
import type { Report } from '../model/report.ts';
import type { Basis } from '../model/verdict.ts';
import type { Settings } from '../settings/settings.ts';
import type { TrustStore } from '../trust/trust-store.ts';
import type { ComputeHost, Job } from './compute-job.ts';
import {
  addressOf,
  fileOf,
  type InspectRequest,
  isWeb,
  type MediaInspector,
  ownAddress,
  rulesOf,
} from './inspect-media.ts';
import { itemShown, LaterLooks, type Shown } from './later-looks.ts';
import { PixelAllowance } from './pixel-allowance.ts';
import { readingOf } from './page-reader.ts';
import type { TabItems } from './tab-items.ts';

export interface MarkPorts {
  readonly inspector: Pick<MediaInspector, 'inspect'>;
  readonly host: Pick<ComputeHost, 'inspect' | 'taken'>;
  readonly store: Pick<VerdictStore, 'keep'>;
  readonly trust: Pick<TrustStore, 'inForce'>;
  readonly settings: () => Promise<Settings>;
  readonly items: Pick<TabItems, 'get' | 'put'>;
  /** The item has a better report than the one that was answered. */
  readonly tell: (tab: number, item: TabItem & { readonly report: Report }) => void;
  /** The person asked the browser to save data. */
  readonly isSaving: () => boolean;
  readonly rest: (ms: number) => Promise<void>;
  readonly version: string;
}

/** Milliseconds without a question before the pixels of the next picture are looked at. */
const QUIET_MS = 400;
/** Smaller pictures hold no mark, or none that can be told from chance. */
const LEAST_SIDE = 256;
/** Largest file that a page is asked for without a person's word: it hands it over in pieces of a message. */
const MAX_FILE_BYTES = 8 * 1024 * 1024;
/** Pictures waiting. */
const MAX_WAITING = 32;
/** Characters of bytes that came along, of all that wait. */
const MAX_HELD = 24 * 1024 * 1024;
/** What a mark would add to: nothing known, or nothing of AI said by what can be relied on. */
const OPEN: ReadonlySet<Basis> = new Set<Basis>(['nothing-found', 'record-removed', 'changed-since-signing']);

/**
 * The second look, at pixels: for what a person asked about, within the answer; for the rest afterwards, when nothing
 * else is to do, one picture at a time, the last that came into view first. Without a person's word it downloads
 * nothing: only pictures that came along or that their page delivers are looked at, within the page's time.
 */
export class MarkLook {
  readonly #ports: MarkPorts;
  readonly #allowance = new PixelAllowance();
  readonly #later: LaterLooks;

  constructor(ports: MarkPorts) {
    this.#ports = ports;
    const look = (shown: Shown) => this.#lookUnasked(shown);
    this.#later = new LaterLooks({ quietMs: QUIET_MS, pauses: true, most: MAX_WAITING, rest: ports.rest, look });
  }

  /** Inspects as `MediaInspector` does. Never later than it, but where the person asked. */
  async inspect(request: InspectRequest, sender: PageSender): Promise<Report> {
    const report = await this.#later.after(() => this.#ports.inspector.inspect(request, sender));
    if (!hasUnseenPixels(report, request.asked)) return report;
    const wanted = { request, sender, report };
    if (request.asked) return this.#look(wanted).catch(() => report);
    const isHeld = heldBy([...this.#later.waiting, wanted]) <= MAX_HELD;
    if (isWorthIt(wanted) && !this.#ports.isSaving() && isHeld) this.#later.add(wanted);
    return report;
  }

  async #lookUnasked(wanted: Shown): Promise<void> {
    const { settings, isSaving, items, tell } = this.#ports;
    const { sender, report } = wanted;
    const { tab } = sender;
    const { lookForWatermarks } = await settings();
    if (!lookForWatermarks || isSaving() || !this.#allowance.allows(sender, report.pixels)) return;
    if ((await itemShown(items, wanted)) === null) return;
    const better = await this.#look(wanted);
    this.#allowance.spend(sender, better.ms - report.ms);
    // What the page shows by now is asked for again.
    const item = await itemShown(items, wanted);
    if (item === null || hasUnseenPixels(better)) return;
    // The works that were found in between are no matter of marks.
    const works = item.report?.works;
    const told: Report = works === undefined ? better : { ...better, works };
    await items.put(tab, { ...item, report: told });
    tell(tab, { ...item, report: told });
  }

  /** The report with what the pixels say; where they could not be looked at, with the reason. */
  async #look({ request, sender, report }: Shown): Promise<Report> {
    const { host, store, trust, settings, version } = this.#ports;
    const chosen = await settings();
    const inForce = await trust.inForce(chosen);
    // Kept where the first report is: decoders that were run for it made it another one.
    const decoders = report.signals.trustmark === undefined ? [] : chosen.trustmark;
    const rules = rulesOf(version, inForce.version, decoders);
    const address = await addressOf(request);
    const job: Job = {
      key: JSON.stringify(['pixels', sender.origin || sender.url, address, rules, request.asked]),
      url: request.url,
      pageUrl: sender.url,
      page: readingOf(request.opening, address, sender),
      mayFetch: request.asked,
      inline: isWeb(request.url) ? null : request.inline,
      ...fileOf(request.file),
      known: null,
      record: null,
      first: report,
      version,
      rules,
      asked: request.asked,
    };
    const answer = await host.inspect(job, inForce);
    host.taken(job.key);
    if (answer.kind !== 'report') return unseen(report, answer.kind === 'failed' ? answer.why : 'engine-failed');
    const place = answer.isFromPage ? ownAddress(address, sender) : address;
    // A fetched record's verdict is kept with the record.
    const isKept = !sender.isPrivate && report.recordFrom !== 'remote' && !hasUnseenPixels(answer.report);
    if (isKept && place !== null)
      await store.keep(place.startsWith('blob:') ? null : place, answer.report, answer.facts, rules);
    return answer.report;
  }
}

/** Characters of bytes that came along. */
function heldBy(shown: readonly Shown[]): number {
  return shown.reduce((sum, { request }) => sum + (request.inline?.length ?? 0), 0);
}

/** Of those nobody asked about. */
function isWorthIt({ request, sender, report }: Shown): boolean {
  const { pixels, basis, label, size } = report;
  const isOpen = OPEN.has(basis) || (basis === 'declared' && label === null);
  const isLarge = pixels !== null && Math.min(pixels.width, pixels.height) >= LEAST_SIDE;
  const isReadable = isWeb(request.url)
    ? readingOf(request.opening, request.url, sender) !== null && isAtHand(request.opening)
    : request.inline !== null || request.url.startsWith('data:');
  return isOpen && isLarge && isReadable && (size === null || size <= MAX_FILE_BYTES);
}

/** What a browser may not store (RFC 9111 §5.2.2.5) its page would have to download again to deliver it. */
function isAtHand(opening: PageBytes | null): boolean {
  return !/(^|[\s,])no-store($|[\s,])/i.test(opening?.cacheControl ?? '');
}

function unseen(report: Report, why: Unanswered): Promise<Report> {
  const read = () => Promise.reject(new Unreadable(why));
  return lookAtPixels(
    report,
    { size: null, bytesRead: 0, read },
    { now: () => 0, abort: new AbortController().signal },
  );
}
