import { browser } from 'wxt/browser';
import { sendToFrame } from '../messaging/send-to-page.ts';
import { selectedText as selectedInPage } from '../page/selected-text.ts';
import { ensurePlaced } from './content-scripts.ts';

export const ASK_ABOUT = 'ask-about';
/** In the menu of the toolbar button. */
export const INSPECT_FILE = 'inspect-file';

/** Click on the menu entry, as far as Whence uses it. */
export interface MenuClick {
  readonly menuItemId: string | number;
  readonly srcUrl?: string | undefined;
  readonly linkUrl?: string | undefined;
  readonly selectionText?: string | undefined;
  readonly mediaType?: string | undefined;
  readonly frameId?: number | undefined;
}

/** Menu entries outlive the background, so they are made at installation only. */
export async function createMenu(title: string, inspectTitle: string): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({ id: ASK_ABOUT, title, contexts: ['image', 'video', 'audio', 'link', 'selection'] });
  browser.contextMenus.create({ id: INSPECT_FILE, title: inspectTitle, contexts: ['action'] });
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

/** Longer answers are no selection; the page caps its own well below. */
const MAX_TEXT_LENGTH = 1_000_000;

/**
 * The selected text as the page has it: the browser's own copy in the click loses line breaks, and with them the
 * characters a record may be hidden in.
 * @returns `null` where nothing is selected.
 */
export async function selectedText({ selectionText, frameId = 0 }: MenuClick, tab: number): Promise<string | null> {
  if (selectionText === undefined || selectionText === '') return null;
  const injection = { target: { tabId: tab, frameIds: [frameId] }, func: selectedInPage };
  const [answer] = await browser.scripting.executeScript(injection).catch(() => []);
  const text: unknown = answer?.result;
  return (typeof text === 'string' && text !== '' ? text : selectionText).slice(0, MAX_TEXT_LENGTH);
}
