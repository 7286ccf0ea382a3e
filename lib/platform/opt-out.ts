import { browser } from 'wxt/browser';
import { isOptedOut } from '../page/opted-out.ts';

/** Whether the outermost frame of a tab asks for no badges; `false` also where it cannot be asked. */
export async function asksForNoBadges(tab: number): Promise<boolean> {
  const injection = { target: { tabId: tab, frameIds: [0] }, func: isOptedOut };
  const [answer] = await browser.scripting.executeScript(injection).catch(() => []);
  return answer?.result === true;
}
