import type { ItemId, TabItem } from '../messaging/protocol.ts';
import type { Report } from '../model/report.ts';
import { withoutFragment } from '../originals/without-fragment.ts';
import { kindByName } from '../page/kind-by-name.ts';
import type { BackgroundPorts } from './background-ports.ts';
import { displayAddress } from './display-address.ts';
import { showCount } from './toolbar.ts';

/** Item numbers of what no page could be asked about; content scripts count up from below. */
const FIRST_UNPLACED_ITEM = 1_000_000_000;

/** A tab as the browser tells it. */
export interface AskedTab {
  readonly id?: number | undefined;
  readonly url?: string | undefined;
  readonly incognito: boolean;
}

type Asked = Pick<TabItem, 'kind' | 'url' | 'alt'>;

/** Something a person asked about that no page can be asked about: listed for its tab at once, then with its report. */
export async function inspectAddress(
  { kind, url, alt }: Asked,
  tab: AskedTab & { readonly id: number },
  { inspector, items }: Pick<BackgroundPorts, 'inspector' | 'items'>,
): Promise<{ readonly item: ItemId; readonly report: Promise<Report> }> {
  const item = FIRST_UNPLACED_ITEM + (Date.now() % FIRST_UNPLACED_ITEM);
  const entry: TabItem = { item, frame: 0, kind, url: displayAddress(url), alt, width: 0, height: 0, report: null };
  const request = {
    item,
    kind,
    url,
    alt,
    width: 0,
    height: 0,
    bytesHint: null,
    asked: true,
    inline: null,
    opening: null,
  };
  const sender = { tab: tab.id, frame: 0, url: tab.url ?? '', origin: '', isPrivate: tab.incognito };
  await items.put(tab.id, entry);
  const inspect = async (): Promise<Report> => {
    const report = await inspector.inspect(request, sender);
    await items.put(tab.id, { ...entry, report });
    return report;
  };
  return { item, report: inspect() };
}

/**
 * A tab that shows a file in a viewer of the browser's own, which lets no script in (Firefox shows PDF files so): the
 * file is inspected by the tab's address, because the person asked here.
 * @returns its item, or `null` where the address is of no file: pages closed to extensions look the same.
 */
export async function inspectTabFile(
  tab: AskedTab,
  ports: Pick<BackgroundPorts, 'inspector' | 'items'>,
): Promise<ItemId | null> {
  const { id, url = '' } = tab;
  const kind = fileKind(url);
  if (id === undefined || kind === null) return null;
  const { items } = ports;
  // What is left of the page before.
  await items.tabClosed(id);
  const { item, report } = await inspectAddress({ kind, url, alt: '' }, { ...tab, id }, ports);
  void report.then(async () => showCount(id, await items.list(id), true));
  return item;
}

/** Whether an item of a tab stands for the file that the tab itself shows. Turning a page changes the fragment. */
export function isTabFile({ item, url }: TabItem, tabUrl: string): boolean {
  return item >= FIRST_UNPLACED_ITEM && withoutFragment(url) === withoutFragment(displayAddress(tabUrl));
}

/** Of a file, by its name; pages are closed to extensions for other reasons. */
function fileKind(url: string): TabItem['kind'] | null {
  return /^https?:/i.test(url) ? kindByName(url) : null;
}
