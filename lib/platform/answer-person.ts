import type { TabItem } from '../messaging/protocol.ts';
import { sendToTab } from '../messaging/send-to-page.ts';
import type { BackgroundPorts } from './background-ports.ts';
import { answers, ensurePlaced } from './content-scripts.ts';
import { displayAddress } from './display-address.ts';
import { ASK_ABOUT, type MenuClick, askInPage } from './menu.ts';
import { openReportPage } from './report-page.ts';

/** Item numbers of pictures the page could not be asked about; content scripts count up from below. */
const FIRST_UNPLACED_ITEM = 1_000_000_000;

interface ClickedTab {
  readonly id?: number | undefined;
  readonly url?: string | undefined;
  readonly incognito: boolean;
}

/**
 * The menu entry. Where the page cannot be reached or does not find the picture (the browser's own viewers, frames that
 * are closed to extensions), the picture is inspected by its address and the answer shown on a report page.
 */
export async function menuClicked(
  click: MenuClick,
  tab: ClickedTab,
  { inspector, items }: BackgroundPorts,
): Promise<void> {
  const { srcUrl } = click;
  if (click.menuItemId !== ASK_ABOUT || srcUrl === undefined || tab.id === undefined) return;
  if (await askInPage(srcUrl, click.frameId ?? 0, tab.id)) return;
  const item = FIRST_UNPLACED_ITEM + (Date.now() % FIRST_UNPLACED_ITEM);
  const entry: TabItem = { item, frame: 0, url: displayAddress(srcUrl), alt: '', width: 0, height: 0, report: null };
  const request = { item, url: srcUrl, alt: '', width: 0, height: 0, bytesHint: null, asked: true, inline: null };
  const sender = { tab: tab.id, frame: 0, url: tab.url ?? '', isPrivate: tab.incognito };
  await items.put(tab.id, { ...entry, report: await inspector.inspect(request, sender) });
  await openReportPage(tab.id, 0, item);
}

/** A keyboard command of the manifest, `ask` or `next-label`. The first asks about the picture under the pointer; on a page nobody looked at yet, about the whole page. */
export async function commandPressed(command: string, tab: number): Promise<void> {
  if (command === 'next-label') await sendToTab(tab, 'nextLabel', {});
  if (command !== 'ask') return;
  const wasPlaced = await answers(tab);
  if (!wasPlaced && !(await ensurePlaced(tab))) return;
  await (wasPlaced ? sendToTab(tab, 'askUnderPointer', {}) : sendToTab(tab, 'checkNow', {}));
}
