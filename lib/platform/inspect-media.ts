import { sha256Of } from '../bytes/sha256-of.ts';
import type { Lookup, VerdictStore } from '../cache/verdict-store.ts';
import { refusal } from '../fetch/address-rules.ts';
import type { MediaRequest } from '../messaging/protocol.ts';
import type { PageSender } from '../messaging/sender.ts';
import type { Report } from '../model/report.ts';
import type { TrustmarkVariant } from '../model/trustmark.ts';
import { withoutFragment } from '../originals/without-fragment.ts';
import type { TrustStore } from '../trust/trust-store.ts';
import type { Settings } from '../settings/settings.ts';
import type { ByteBudget } from './byte-budget.ts';
import type { ComputeHost, Job, JobAnswer, TrustForJob } from './compute-job.ts';
import type { DecoderBudget } from './decoder-budget.ts';
import { couldNotCheck } from './could-not-check.ts';
import { displayAddress } from './display-address.ts';
import { readingOf } from './page-reader.ts';

export interface InspectorPorts {
  readonly host: ComputeHost;
  readonly store: VerdictStore;
  readonly trust: Pick<TrustStore, 'inForce'>;
  readonly settings: () => Promise<Settings>;
  readonly budget: Pick<ByteBudget, 'allows' | 'spend'>;
  readonly decoders: Pick<DecoderBudget, 'wanted' | 'allows' | 'spend'>;
  /** May Whence read from this address at all? */
  readonly hasPermission: (url: string) => Promise<boolean>;
  readonly isOnline: () => boolean;
  /** Whence's own version. */
  readonly version: string;
}

/** A question, with what the background found out itself. */
export interface InspectRequest extends MediaRequest {
  /**
   * Where the page feeds a player piece by piece: addresses of what its scripts loaded that may be such pieces, in that
   * order. `null`: it feeds or fed more than one player, so nothing that was loaded can be told to be this one's.
   */
  readonly stream?: readonly string[] | null;
  /** A file the person chose in a page of Whence's own, which `url` only stands for. */
  readonly file?: Blob;
}

/** Raised when stored reports would be read differently although Whence's version is the same. */
const STORE_FORMAT = 6;

/** What stored verdicts are kept under: other rules, and other decoders run on the pixels, make other verdicts. */
export function rulesOf(version: string, trustVersion: string, decoders: readonly TrustmarkVariant[] = []): string {
  const rules = `${version}/${STORE_FORMAT}/${trustVersion}`;
  return decoders.length === 0 ? rules : `${rules}/trustmark ${decoders.join('')}`;
}

/**
 * From "a page shows this" to a report: the store first, then the engine, then the store again.
 *
 * Stopped at any await, it loses nothing: the page asks again, the engine's document still runs the job under the same
 * key (or holds its answer), and what was kept is found by address.
 */
export class MediaInspector {
  readonly #ports: InspectorPorts;
  readonly #underWay = new Map<string, Promise<Report>>();

  constructor(ports: InspectorPorts) {
    this.#ports = ports;
  }

  /** Always answers; what could not be read is `could-not-check` with its reason. */
  async inspect(request: InspectRequest, sender: PageSender): Promise<Report> {
    const { version } = this.#ports;
    const reason = isWeb(request.url) ? refusal(request.url, sender.url) : null;
    if (reason !== null) return couldNotCheck(request.url, reason, version);
    if (request.stream === null) return couldNotCheck(request.url, 'several-streams', version);
    // Pages on different hosts may be led to different addresses by the same redirect, or deliver different bytes.
    const flight = `${sender.origin || hostOf(sender.url)} ${await addressOf(request)}`;
    const running = this.#underWay.get(flight);
    if (running !== undefined) return running;
    const report = this.#inspect(request, sender)
      .catch(() => couldNotCheck(request.url, 'engine-failed', version))
      .finally(() => this.#underWay.delete(flight));
    this.#underWay.set(flight, report);
    return report;
  }

  async #inspect(request: InspectRequest, sender: PageSender): Promise<Report> {
    const { trust, settings, version } = this.#ports;
    const chosen = await settings();
    const inForce = await trust.inForce(chosen);
    const address = await addressOf(request);
    const own = ownAddress(address, sender);
    const places = own === null ? [address] : [own, address];
    const { stored, rules, decoders } = await this.#known(places, request, sender, chosen, inForce.version);
    // What nobody asks about is read sparingly: a person's question may find what was passed over.
    const isEnough = !request.asked || stored.kind !== 'fresh' || stored.report.basis !== 'nothing-found';
    if (stored.kind === 'fresh' && isEnough) return { ...stored.report, source: displayAddress(request.url) };
    const known = stored.kind === 'stale' ? stored.known : null;
    this.#prepare();
    const job: Job = {
      key: JSON.stringify([sender.origin || hostOf(sender.url), address, rules, known, request.stream]),
      url: request.url,
      pageUrl: sender.url,
      page: readingOf(request.opening, address, sender),
      mayFetch: request.asked || this.#ports.budget.allows(sender),
      // Bytes a page hands over are never taken for those of a web address: it could slander or whitewash any site.
      inline: isWeb(request.url) ? null : request.inline,
      ...streamOf(request),
      ...fileOf(request.file),
      known,
      record: null,
      ...(decoders.length > 0 && { trustmark: decoders }),
      version,
      rules,
      asked: request.asked,
    };
    const answer = await this.#ports.host.inspect(job, inForce);
    const report = await this.#reportOf(answer, request, stored.kind === 'stale' ? stored.report : null, job, inForce);
    if (answer.kind === 'report' && !request.asked) this.#ports.budget.spend(sender, answer.networkBytes);
    if (answer.kind === 'report') this.#ports.decoders.spend(sender, answer.decoderMs ?? 0);
    const place = answer.kind === 'not-modified' ? keptUnder(stored) : isFromPage(answer) ? own : address;
    const keeping = sender.isPrivate || place === null ? Promise.resolve() : this.#keep(answer, place, report, rules);
    // Nobody need wait for the disk. Until it is done, the engine has the answer for whoever asks.
    void keeping.finally(() => this.#ports.host.taken(job.key));
    return report;
  }

  /** What is stored of a picture, and the rules to judge it by now: with decoders, while its page has time for them. */
  async #known(
    places: readonly string[],
    request: MediaRequest,
    sender: PageSender,
    settings: Settings,
    trustVersion: string,
  ): Promise<{ readonly stored: Lookup; readonly rules: string; readonly decoders: readonly TrustmarkVariant[] }> {
    const { store, decoders: budget, version } = this.#ports;
    const look = async (decoders: readonly TrustmarkVariant[]) => {
      const rules = rulesOf(version, trustVersion, decoders);
      return { stored: await store.byAddress(places, rules, request.bytesHint), rules, decoders };
    };
    const wanted = await look(budget.wanted(settings, request));
    const isDone = wanted.decoders.length === 0 || wanted.stored.kind === 'fresh';
    return isDone || budget.allows(request, sender) ? wanted : look([]);
  }

  /** The engine starts while the store is asked; once for the many of a page. */
  #prepare(): void {
    if (this.#underWay.size <= 1) this.#ports.host.prepare();
  }

  async #reportOf(
    answer: JobAnswer,
    { url }: MediaRequest,
    stored: Report | null,
    job: Job,
    trust: TrustForJob,
  ): Promise<Report> {
    const { host, version } = this.#ports;
    if (answer.kind === 'failed') return couldNotCheck(url, answer.why, version);
    if (answer.kind === 'report') return this.#withReason(answer.report, url);
    if (stored !== null) return { ...stored, source: displayAddress(url) };
    // A server that says "not modified" to a question without conditions.
    const again = await host.inspect({ ...job, key: `${job.key}again`, known: null }, trust);
    return again.kind === 'report' ? again.report : couldNotCheck(url, 'blocked', version);
  }

  /** A refusal by the browser looks like a broken connection; only here can the two be told apart. */
  async #withReason(report: Report, url: string): Promise<Report> {
    if (report.why !== 'offline' || !isWeb(url)) return report;
    const { hasPermission, isOnline, version } = this.#ports;
    if (!(await hasPermission(url))) return couldNotCheck(url, 'needs-permission', version);
    return isOnline() ? couldNotCheck(url, 'blocked', version) : report;
  }

  async #keep(answer: JobAnswer, address: string, report: Report, rules: string): Promise<void> {
    const { store } = this.#ports;
    if (answer.kind === 'not-modified') await store.confirm(address, answer.facts);
    if (answer.kind === 'report')
      await store.keep(address.startsWith('blob:') ? null : address, report, answer.facts, rules);
  }
}

/**
 * What a verdict is kept under that was made from bytes a page delivered: for that page's origin alone, as the
 * browser's own cache keeps them. Another site must not see what this one says of an address.
 */
export function ownAddress(address: string, { origin }: PageSender): string | null {
  return origin !== '' && isWeb(address) ? `${origin} ${address}` : null;
}

function isFromPage(answer: JobAnswer): boolean {
  return answer.kind === 'report' && answer.isFromPage;
}

function keptUnder(stored: Lookup): string | null {
  return stored.kind === 'stale' ? stored.report.source : null;
}

/** Pieces stand for what only the page knows, never for a web address: as with bytes that it hands over. */
function streamOf({ url, inline, stream }: InspectRequest): Pick<Job, 'stream'> {
  return url.startsWith('blob:') && inline === null && stream ? { stream } : {};
}

/** The person's own file, where the question is about one. */
export function fileOf(file: Blob | undefined): Pick<Job, 'file'> {
  return file === undefined ? {} : { file };
}

export function isWeb(url: string): boolean {
  return /^https?:/i.test(url);
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}

/**
 * What the verdict is kept under: the address without its fragment; for bytes that came along, their hash,
 * because the address a page gives for them proves nothing.
 */
export async function addressOf({ url, inline }: MediaRequest): Promise<string> {
  if (isWeb(url)) return withoutFragment(url);
  const content = inline ?? (url.startsWith('data:') ? url : null);
  if (content === null) return url;
  return `bytes:${await sha256Of(content)}`;
}
