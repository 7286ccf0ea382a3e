import { browser } from 'wxt/browser';
import type { PageState } from '../messaging/protocol.ts';
import { sendToTab } from '../messaging/send-to-page.ts';
import { badgesAt } from '../settings/badge-look.ts';
import type { Settings } from '../settings/settings.ts';
import { isAutomatic } from './content-scripts.ts';
import { chosenTag } from './words.ts';

/**
 * What a content script needs to know of the settings.
 * @param url of its frame.
 * @param site address of the page the person sees.
 */
export function pageState(settings: Settings, url: string, site = url): PageState {
  const { theme, mark } = settings;
  return {
    automatic: isAutomatic(settings, url),
    theme,
    language: chosenTag(settings),
    mark,
    badges: badgesAt(settings, site),
  };
}

/** Tells every page of a change. Tabs without a content script do not hear it. */
export async function tellPages(settings: Settings): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.all(
    tabs.map(({ id, url = '' }) =>
      id === undefined ? undefined : sendToTab(id, 'stateChanged', pageState(settings, url)),
    ),
  );
}
