import { browser } from 'wxt/browser';
import { chooseItem, type Choice } from './chosen-item.ts';
import { openReportPage } from './report-page.ts';

/** What browsers have for it: Chromium a side panel, Firefox a sidebar, Safari neither. */
interface PanelHost {
  readonly sidePanel?: { open(options: { readonly tabId: number }): Promise<void> };
  readonly sidebarAction?: { open(): Promise<void>; isOpen(details: { readonly windowId?: number }): Promise<boolean> };
}

/**
 * Shows an item in the panel beside its tab; where the browser opens none, in a tab of its own, and where that fails,
 * too, as a full report. Must be called inside a click, before any await: browsers open panels for nothing else.
 */
export async function showInPanel(tab: number, choice: Choice): Promise<void> {
  const opening = openPanel(tab);
  const isChosen = await chooseItem(tab, choice).then(
    () => true,
    () => false,
  );
  const isOpen = await opening;
  if (isChosen && (isOpen || (await isPanelOpen(tab)))) return;
  if (isChosen && !hasPanel()) await openPanelTab(tab);
  else await openReportPage(tab, choice.frame, choice.item);
}

async function openPanel(tab: number): Promise<boolean> {
  const { sidePanel, sidebarAction } = browser as PanelHost;
  try {
    if (sidePanel !== undefined) await sidePanel.open({ tabId: tab });
    else if (sidebarAction !== undefined) await sidebarAction.open();
    else return false;
    return true;
  } catch {
    return false;
  }
}

/** Firefox opens its sidebar from Whence's own pages only; one that is open already shows what was chosen. */
async function isPanelOpen(tab: number): Promise<boolean> {
  const { sidebarAction } = browser as PanelHost;
  if (sidebarAction === undefined) return false;
  const shown = await browser.tabs.get(tab).catch(() => null);
  if (shown?.windowId === undefined) return false;
  return sidebarAction.isOpen({ windowId: shown.windowId }).catch(() => false);
}

function hasPanel(): boolean {
  const { sidePanel, sidebarAction } = browser as PanelHost;
  return sidePanel !== undefined || sidebarAction !== undefined;
}

async function openPanelTab(tab: number): Promise<void> {
  await browser.tabs.create({
    url: `${browser.runtime.getURL('/sidepanel.html' as '/')}?tab=${tab}`,
    openerTabId: tab,
  });
}
