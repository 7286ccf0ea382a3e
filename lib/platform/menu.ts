import { browser } from 'wxt/browser';
import { sendToFrame, sendToTab } from '../messaging/send-to-page.ts';
import { ensurePlaced } from './content-scripts.ts';

const ASK_ABOUT = 'ask-about';

/** Click on the menu entry, as far as Whence uses it. */
export interface MenuClick {
  readonly menuItemId: string | number;
  readonly srcUrl?: string | undefined;
  readonly frameId?: number | undefined;
}

/** Menu entries outlive the background, so they are made at installation only. */
export async function createMenu(title: string): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({ id: ASK_ABOUT, title, contexts: ['image', 'video'] });
}

/**
 * "Where is this from?" works in every mode: the click itself allows Whence on the page.
 * @returns whether the page could be asked. `false`: a page browsers keep extensions out of; the popup says so.
 */
export async function askAboutClicked({ menuItemId, srcUrl, frameId = 0 }: MenuClick, tab: number): Promise<boolean> {
  if (menuItemId !== ASK_ABOUT || srcUrl === undefined || !(await ensurePlaced(tab))) return false;
  const inFrame = await sendToFrame(tab, frameId, 'askAbout', { url: srcUrl });
  if (inFrame.reached && inFrame.value.found) return true;
  const anywhere = await sendToTab(tab, 'askAbout', { url: srcUrl });
  return anywhere.reached && anywhere.value.found;
}
