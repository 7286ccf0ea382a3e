import { browser } from 'wxt/browser';
import type { TabItem } from '../messaging/protocol.ts';
import { sendToTab } from '../messaging/send-to-page.ts';
import type { BackgroundPorts } from './background-ports.ts';
import { answers, ensurePlaced } from './content-scripts.ts';
import { type AskedTab, inspectAddress, inspectTabFile } from './inspect-address.ts';
import { ASK_ABOUT, INSPECT_FILE, type MenuClick, askInPage, selectedText } from './menu.ts';
import { openReportPage } from './report-page.ts';

/**
 * The menu entry, on a medium, a link or a selected text. Where the page cannot be reached or does not find it (the
 * browser's own viewers, frames that are closed to extensions), it is inspected by its address and the answer shown on a
 * report page.
 */
export async function menuClicked(click: MenuClick, tab: AskedTab, ports: BackgroundPorts): Promise<void> {
  if (click.menuItemId === INSPECT_FILE)
    await browser.tabs.create({ url: browser.runtime.getURL('/inspect.html' as '/') });
  if (click.menuItemId !== ASK_ABOUT || tab.id === undefined) return;
  const asked = await askedOf(click, tab.id);
  if (asked === null) return;
  const { item, report } = await inspectAddress(asked, { ...tab, id: tab.id }, ports);
  await report;
  await openReportPage(tab.id, 0, item);
}

/** What is to be inspected by its address; `null` where the page took the question, or there is none. */
async function askedOf(click: MenuClick, tab: number): Promise<Pick<TabItem, 'kind' | 'url' | 'alt'> | null> {
  const { srcUrl, linkUrl, mediaType, frameId = 0 } = click;
  if (srcUrl !== undefined) {
    if (await askInPage(srcUrl, frameId, tab)) return null;
    return { kind: mediaType === 'video' || mediaType === 'audio' ? mediaType : 'image', url: srcUrl, alt: '' };
  }
  const text = await selectedText(click, tab);
  if (text !== null) return { kind: 'text', url: textAddress(text), alt: text.slice(0, SHOWN_TEXT_LENGTH).trim() };
  // Only what the extension may read anyway: the address rules and permissions decide, not the link.
  if (linkUrl === undefined || !/^https?:/i.test(linkUrl)) return null;
  return { kind: 'document', url: linkUrl, alt: '' };
}

/** Of a selected text, so much stands for it in lists. */
const SHOWN_TEXT_LENGTH = 80;

/** As a file of its own: the containers for text read it like any other. */
function textAddress(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `data:text/plain;charset=utf-8;base64,${btoa(binary)}`;
}

/**
 * A keyboard command of the manifest, `ask` or `next-label`. The first asks about the picture under the pointer; on a
 * page nobody looked at yet, about the whole page; and where no script can go, about the file that the tab itself shows.
 */
export async function commandPressed(command: string, tab: AskedTab, ports: BackgroundPorts): Promise<void> {
  const { id } = tab;
  if (id === undefined) return;
  if (command === 'next-label') await sendToTab(id, 'nextLabel', {});
  if (command !== 'ask') return;
  if (await answers(id)) await sendToTab(id, 'askUnderPointer', {});
  else if (await ensurePlaced(id)) await sendToTab(id, 'checkNow', {});
  else {
    const item = await inspectTabFile(tab, ports);
    if (item !== null) await openReportPage(id, 0, item);
  }
}
