import { browser } from 'wxt/browser';
import type { ListedWork } from '../catalog/work-list.ts';
import type { TabItem } from '../messaging/protocol.ts';
import { displayAddress } from './display-address.ts';
import { askPatiently } from './extension-page.ts';
import { hasHostPermission } from './permissions.ts';
import { pictureOnPage } from './picture-on-page.ts';
import { readAsFile } from './read-as-file.ts';
import { readingInPage } from './reading-in-page.ts';
import { type BroughtWork, MAX_REGISTERED } from './register-works.ts';

/** Pictures that could become works. Nobody was contacted for it. */
export interface WorksOffer {
  readonly from: 'page' | 'list';
  /** Each is read when its turn comes. */
  readonly brought: readonly BroughtWork[];
  readonly hosts: readonly string[];
  /** Origins the browser has to be asked about first. */
  readonly missing: readonly string[];
  /** Works that are named by file. */
  readonly names: readonly ListedWork[];
  readonly leftOut: number;
}

/** Largest file read from elsewhere, in bytes: for a picture of a page that is plenty. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Pictures of a tab, as the page shows them now. @param chosen `frame.item`, as the table of the page has them. */
export async function offerItems(tab: number, chosen: ReadonlySet<string>): Promise<WorksOffer> {
  const state = await askPatiently('getTab', { tab }).catch(() => null);
  const items = state?.items.filter(({ frame, item }) => chosen.has(`${frame}.${item}`)) ?? [];
  const brought = items.map((item): BroughtWork => ({ file: null, name: item.url, read: () => readItem(tab, item) }));
  const addresses = items.map(({ url }) => url).filter((url) => /^https?:/i.test(url));
  return { from: 'page', brought, ...(await hostsOf(addresses)), names: [], leftOut: 0 };
}

/** Works of a list: what has an address can be read, the rest waits for its folder. */
export async function offerList(works: readonly ListedWork[], leftOut: number): Promise<WorksOffer> {
  const addressed = works.filter(({ isAddress }) => isAddress);
  const brought = addressed.map(({ place: url, words }): BroughtWork => ({
    file: null,
    name: displayAddress(url),
    words,
    // By nobody's page: public addresses only.
    read: () => readAsFile({ url, frameUrl: '', inline: null, reading: null }, MAX_BYTES),
  }));
  const names = works.filter(({ isAddress }) => !isAddress);
  return { from: 'list', brought, ...(await hostsOf(addressed.map(({ place }) => place))), names, leftOut };
}

/** The files of a folder that a list names, with its words; what it names and the folder has not is told as left out. */
export function namedFiles(names: readonly ListedWork[], files: readonly File[]): readonly BroughtWork[] {
  const byPath = new Map<string, File>();
  const byName = new Map<string, File>();
  for (const file of files) {
    byPath.set(keyOf(file.webkitRelativePath.split('/').slice(1).join('/')), file);
    byName.set(keyOf(file.name), file);
  }
  return names.slice(0, MAX_REGISTERED).map(({ place, words }) => {
    const key = keyOf(place);
    const file = byPath.get(key) ?? byName.get(key.split('/').at(-1) ?? key) ?? null;
    return { file, name: place, words };
  });
}

/** Systems differ in how they write folders, capitals and accents. */
function keyOf(path: string): string {
  return path.replaceAll('\\', '/').normalize('NFC').toLowerCase();
}

async function readItem(tab: number, item: TabItem): ReturnType<typeof readAsFile> {
  const picture = await pictureOnPage(tab, item.frame, item.url);
  const reading = await readingInPage(tab, item, picture);
  const { url, pageUrl: frameUrl, inline } = picture;
  return readAsFile({ url, frameUrl, inline, reading }, MAX_BYTES);
}

async function hostsOf(addresses: readonly string[]): Promise<Pick<WorksOffer, 'hosts' | 'missing'>> {
  const hosts = new Map<string, string>();
  for (const address of addresses) {
    const url = URL.parse(address);
    if (url !== null) hosts.set(`${url.protocol}//${url.hostname}/*`, url.host);
  }
  const missing: string[] = [];
  for (const origin of hosts.keys()) if (!(await hasHostPermission(origin.replace('*', '')))) missing.push(origin);
  return { hosts: [...new Set(hosts.values())], missing };
}

/** Asks the browser about origins. Call it inside a click, before any await. @returns gives them back. */
export async function lendAccess(origins: readonly string[]): Promise<() => Promise<void>> {
  if (origins.length === 0) return async () => undefined;
  const isAllowed = await browser.permissions.request({ origins: [...origins] }).catch(() => false);
  return async () => {
    if (isAllowed) await browser.permissions.remove({ origins: [...origins] }).catch(() => false);
  };
}
