import { browser } from 'wxt/browser';
import type { PackIndex, SightingEvidence } from '../evidence/evidence.ts';
import type { TabItem } from '../messaging/protocol.ts';
import type { CertificateChain } from '../model/certificate.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Report } from '../model/report.ts';
import type { TrustLists } from '../model/trust.ts';
import type { Sighting } from '../model/work.ts';
import type { PageReading } from './compute-job.ts';
import type { EvidenceEnd, EvidenceJob, EvidenceNote, ReadAgainJob } from './evidence-job.ts';
import { runEvidenceTask, withAccess } from './evidence-run.ts';
import { hasHostPermission } from './permissions.ts';
import { type PictureOnPage, pictureOnPage, pictureWithoutPage } from './picture-on-page.ts';
import { readingInPage } from './reading-in-page.ts';
import { viewOfTab } from './view-of-tab.ts';
import { storedWords } from './words.ts';

/** What a pack needs of its page, found out before anybody clicks; reading costs nothing, as the page holds the file. */
export interface EvidencePlan {
  /** `null`: no tab shows it any more. */
  readonly tab: number | null;
  readonly item: Pick<TabItem, 'frame' | 'url'>;
  readonly picture: PictureOnPage;
  readonly reading: PageReading | null;
  /** Origin the browser has to be asked about first; `null` where none has to be. */
  readonly origin: string | null;
}

export interface EvidencePorts {
  readonly startWorker: () => Worker;
  readonly trust: () => Promise<TrustLists>;
  readonly language: string;
}

/** What a pack about one of the person's works has besides. */
export interface SightingParts {
  readonly sighting: SightingEvidence;
  readonly luma: Uint8Array<ArrayBuffer> | null;
  /** The file where no page delivers it. */
  readonly file?: File;
}

/** A pack that is done, and what is in it. */
export interface MadePack {
  readonly zip: Uint8Array<ArrayBuffer>;
  readonly index: PackIndex;
}

/** How far a pack is, for whoever shows it. */
export type EvidenceProgress =
  Exclude<EvidenceNote, EvidenceEnd | { readonly kind: 'ask-page' }> | { readonly kind: 'seeing' };

/** Works out where the file can be read again. Contacts nobody. */
export async function planEvidence(tab: number, item: TabItem): Promise<EvidencePlan> {
  const picture = await pictureOnPage(tab, item.frame, item.url);
  const reading = await readingInPage(tab, item, picture);
  const needsNetwork = picture.inline === null && reading === null && /^https?:/i.test(picture.url);
  return { tab, item, picture, reading, origin: needsNetwork ? await missingOrigin(picture.url) : null };
}

/** The same for a picture that no tab shows any more: only its address is left. */
export async function planFromAddress(address: string, page: string): Promise<EvidencePlan> {
  return {
    tab: null,
    item: { frame: 0, url: address },
    picture: pictureWithoutPage(address, page),
    reading: null,
    origin: /^https?:/i.test(address) ? await missingOrigin(address) : null,
  };
}

async function missingOrigin(address: string): Promise<string | null> {
  const url = (await hasHostPermission(address)) ? null : URL.parse(address);
  return url === null ? null : `${url.protocol}//${url.hostname}/*`;
}

/**
 * Makes the pack of one item in a Worker of its own. Must be called inside a click, before any await: the browser may
 * have to be asked for access, which is given back afterwards.
 * @returns `null` when it could not be made.
 */
export async function makeEvidence(
  plan: EvidencePlan,
  report: Report,
  ports: EvidencePorts,
  onProgress: (progress: EvidenceProgress) => void,
  about: SightingParts | null = null,
): Promise<MadePack | null> {
  const { tab, item, origin } = plan;
  return withAccess(origin, async () => {
    onProgress({ kind: 'seeing' });
    const shown = tab === null ? null : await browser.tabs.get(tab).catch(() => null);
    const seen = about?.sighting.sighting;
    const job: EvidenceJob = {
      ...(await readAgainJob(plan, report, ports)),
      address: item.url,
      page: shown?.url === undefined ? pageOf(seen) : { url: shown.url, title: shown.title ?? '' },
      view: tab === null ? { kind: 'missing', why: 'page-closed' } : await viewOfTab(tab, item.frame, item.url),
      made: new Date().toISOString(),
      language: ports.language,
      words: await storedWords('pages', ports.language).catch(() => null),
      ...about,
    };
    const ended = await runEvidenceTask({ kind: 'make', job }, ports.startWorker(), onProgress);
    return ended?.kind === 'done' ? ended : null;
  });
}

/**
 * Reads the certificates of the item's record out of its file, in a Worker of its own. Must be called inside a click,
 * before any await, as for `makeEvidence`.
 */
export function lookAtCertificates(
  plan: EvidencePlan,
  report: Report,
  ports: Omit<EvidencePorts, 'language'>,
): Promise<Outcome<CertificateChain>> {
  return withAccess(plan.origin, async () => {
    const job = await readAgainJob(plan, report, ports);
    const ended = await runEvidenceTask({ kind: 'certificates', job }, ports.startWorker(), () => undefined);
    return ended?.kind === 'certificates' ? ended.chain : { kind: 'unanswered', why: 'engine-failed' };
  });
}

/** What is known of a page without its tab. */
function pageOf(seen: Sighting | undefined): EvidenceJob['page'] {
  return seen === undefined ? null : { url: seen.page, title: seen.pageTitle };
}

async function readAgainJob(
  { picture, reading }: EvidencePlan,
  report: Report,
  ports: Pick<EvidencePorts, 'trust'>,
): Promise<ReadAgainJob> {
  return {
    report,
    url: picture.url,
    frameUrl: picture.pageUrl,
    inline: picture.inline,
    reading,
    trust: await ports.trust().catch(() => []),
  };
}
