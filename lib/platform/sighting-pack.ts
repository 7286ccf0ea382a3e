import { browser } from 'wxt/browser';
import type { Catalog } from '../catalog/catalog.ts';
import { MAX_ORIGINAL_BYTES, type PackIndex } from '../evidence/evidence.ts';
import type { Report } from '../model/report.ts';
import type { Sighting, Work } from '../model/work.ts';
import { couldNotCheck } from './could-not-check.ts';
import { withoutFragment } from '../originals/without-fragment.ts';
import { withAccess } from './evidence-run.ts';
import { askPatiently } from './extension-page.ts';
import { readAsFile } from './read-as-file.ts';
import {
  type EvidencePlan,
  type EvidencePorts,
  type EvidenceProgress,
  makeEvidence,
  planEvidence,
  planFromAddress,
  type SightingParts,
} from './save-evidence.ts';

export interface SightingPackPorts extends EvidencePorts {
  readonly catalog: Pick<Catalog, 'pictures' | 'fingerprint'>;
  /** Reads a file that no tab shows. */
  readonly inspect: (file: File, address: string) => Promise<Report>;
}

/** What is known of a sighting before anybody clicks. */
export interface SightingPlan {
  readonly sighting: Sighting;
  readonly work: Work;
  readonly evidence: EvidencePlan;
  /** Of the open page's own item; `null` where the page is closed. */
  readonly report: Report | null;
}

/** Tabs asked for the picture of a sighting; a page open in more of them is the same page. */
const MAX_TABS = 4;

/** Finds out whether a tab still shows the sighting, and where its file can be read again. Contacts nobody. */
export async function planSighting(sighting: Sighting, work: Work): Promise<SightingPlan> {
  const tabs = await browser.tabs.query({});
  const open = tabs.filter(
    ({ id, url }) => id !== undefined && url !== undefined && withoutFragment(url) === sighting.page,
  );
  for (const { id: tab = 0 } of open.slice(0, MAX_TABS)) {
    const state = await askPatiently('getTab', { tab }).catch(() => null);
    const item = state?.items.find(({ url, report }) => url === sighting.picture && report !== null);
    if (item?.report != null) return { sighting, work, evidence: await planEvidence(tab, item), report: item.report };
  }
  return { sighting, work, evidence: await planFromAddress(sighting.picture, sighting.page), report: null };
}

/**
 * Makes the pack of a sighting: that of its file, and the work with the figures of the match. Where no tab shows it any
 * more the file is read by its address, and the pack says so. Must be called inside a click, before any await.
 * @returns `null` when it could not be made.
 */
export function packSighting(
  { sighting, work, evidence, report }: SightingPlan,
  ports: SightingPackPorts,
  onProgress: (progress: EvidenceProgress) => void,
): Promise<{ readonly zip: Uint8Array<ArrayBuffer>; readonly index: PackIndex } | null> {
  return withAccess(evidence.origin, async () => {
    const parts = await partsOf(sighting, work, report !== null, ports);
    const plan = { ...evidence, origin: null };
    if (report !== null) return makeEvidence(plan, report, ports, onProgress, parts);
    onProgress({ kind: 'reading', read: 0, size: null });
    const { url, pageUrl, inline } = evidence.picture;
    const file = await readAsFile({ url, frameUrl: pageUrl, inline, reading: null }, MAX_ORIGINAL_BYTES);
    if (file instanceof File)
      return makeEvidence(plan, await ports.inspect(file, url), ports, onProgress, { ...parts, file });
    const { version } = browser.runtime.getManifest();
    return makeEvidence(plan, couldNotCheck(url, file, version), ports, onProgress, parts);
  });
}

async function partsOf(
  sighting: Sighting,
  work: Work,
  isPageOpen: boolean,
  { catalog }: SightingPackPorts,
): Promise<SightingParts> {
  const pictures = await catalog.pictures(work.id).catch(() => null);
  const fingerprint = await catalog.fingerprint(work.id).catch(() => null);
  const picture = pictures === null ? null : { bytes: pictures.shown, type: pictures.shownType };
  return {
    sighting: { sighting, work, isPageOpen, fingerprint, picture, figures: null },
    luma: pictures?.luma ?? null,
  };
}
