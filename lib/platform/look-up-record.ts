import { english } from '../i18n/english.ts';
import type { TabItem } from '../messaging/protocol.ts';
import type { LookedUpRecord, LookUpBy } from '../model/look-up.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Report } from '../model/report.ts';
import type { Resolver } from '../model/soft-binding.ts';
import { canFingerprint, sentenceOf, softBindingsOf } from '../verdict/words.ts';
import type { Job, JobAnswer, LookUpQuestion } from './compute-job.ts';
import { fileOf, type InspectorPorts, type InspectRequest } from './inspect-media.ts';
import { type ItemPlace, showReport } from './look-further.ts';
import { pictureOnPage } from './picture-on-page.ts';
import type { TabItems } from './tab-items.ts';

export type LookUpPorts = Pick<
  InspectorPorts,
  'host' | 'trust' | 'settings' | 'hasPermission' | 'isOnline' | 'version'
>;

/** A file as it can be read again, and who shows it. */
interface Shown extends Pick<InspectRequest, 'url' | 'inline' | 'file'> {
  readonly pageUrl: string;
}

/** Asks record stores about what pages show: on a click, and only those the settings name. */
export class RecordLookUp {
  readonly #ports: LookUpPorts;

  constructor(ports: LookUpPorts) {
    this.#ports = ports;
  }

  /**
   * The report with what came of asking; it changes neither label nor basis. Never rejects.
   * @param address of the store
   * @returns `null` where nobody was asked: the settings do not name that store, or the file has neither a code nor a
   *   picture.
   */
  async ask(report: Report, address: string, shown: Shown, by: LookUpBy): Promise<Report | null> {
    const { resolvers } = await this.#ports.settings();
    const resolver = resolvers.find((each) => each.address === address);
    const bindings = softBindingsOf(report);
    const hasPicture = canFingerprint(report);
    if (resolver === undefined || !(hasPicture || (by === 'code' && bindings.length > 0))) return null;
    const question: LookUpQuestion = {
      resolver,
      origins: resolvers.map((each) => new URL(each.address).origin),
      bindings,
      by,
      format: report.format,
      pixels: hasPicture ? report.pixels : null,
    };
    const answer = await this.#answer(question, shown).catch((): Outcome<never> => ({
      kind: 'unanswered',
      why: 'engine-failed',
    }));
    const told: Report = { ...report, lookUp: { resolver: resolver.name, host: new URL(address).host, answer } };
    return { ...told, sentence: sentenceOf(told, english) };
  }

  async #answer(lookUp: LookUpQuestion, { url, inline, file, pageUrl }: Shown): Promise<Outcome<LookedUpRecord>> {
    const { host, trust, settings, version } = this.#ports;
    const inForce = await trust.inForce(await settings());
    const job: Job = {
      key: JSON.stringify(['look-up', lookUp, inline ?? url, inForce.version]),
      url,
      pageUrl,
      page: null,
      mayFetch: true,
      inline,
      ...fileOf(file),
      known: null,
      record: null,
      lookUp,
      version,
      rules: '',
      asked: true,
    };
    const answer = await host.inspect(job, inForce);
    host.taken(job.key);
    return this.#outcomeOf(answer, lookUp.resolver);
  }

  async #outcomeOf(answer: JobAnswer, { address }: Resolver): Promise<Outcome<LookedUpRecord>> {
    const { hasPermission, isOnline } = this.#ports;
    if (answer.kind === 'failed') return { kind: 'unanswered', why: answer.why };
    if (answer.kind !== 'looked-up') return { kind: 'unanswered', why: 'engine-failed' };
    const { outcome } = answer;
    // A refusal by the browser looks like a broken connection.
    if (outcome.kind !== 'unanswered' || outcome.why !== 'offline') return outcome;
    if (!(await hasPermission(address))) return { kind: 'unanswered', why: 'needs-permission' };
    return { kind: 'unanswered', why: isOnline() ? 'blocked' : 'offline' };
  }
}

/** The person asked a store about one item, in a page of Whence's own. Answers the item as it is then. */
export async function lookUpOf(
  place: ItemPlace,
  { resolver, by }: { readonly resolver: string; readonly by: LookUpBy },
  { lookUps, items }: { readonly lookUps: Pick<RecordLookUp, 'ask'>; readonly items: TabItems },
): Promise<TabItem | null> {
  const { tab, frame, item } = place;
  const before = await items.get(tab, frame, item);
  if (before === null || before.report === null) return before;
  const report = await lookUps.ask(before.report, resolver, await pictureOnPage(tab, frame, before.url), by);
  return report === null ? before : showReport(place, before, report, items);
}
