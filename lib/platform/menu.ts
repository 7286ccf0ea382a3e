import { browser } from 'wxt/browser';
import { sendToFrame } from '../messaging/send-to-page.ts';
import { ensurePlaced } from './content-scripts.ts';

export const ASK_ABOUT = 'ask-about';

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
 * @returns whether the page found the picture and took it from here.
 */
export async function askInPage(url: string, frame: number, tab: number): Promise<boolean> {
  if (!(await ensurePlaced(tab))) return false;
  const answer = await sendToFrame(tab, frame, 'askAbout', { url });
  return answer.reached && answer.value.found;
}
