import type { Tab } from '../browsers/browser.ts';

/** Opens the card of a picture as a person does: badges stand in a closed shadow root. */
export async function clickBadge(tab: Tab, file: string): Promise<void> {
  await tab.page.evaluate(`document.querySelector('img[src$="/${file}"]')?.scrollIntoView({ block: 'nearest' })`);
  await tab.page.evaluate('new Promise((resolve) => setTimeout(resolve, 300))');
  const badges = await tab.badges();
  const rect = badges.find(({ src }) => src.endsWith(`/${file}`))?.rect;
  if (rect === undefined) throw new Error(`${file} has no badge in view.`);
  await tab.page.mouse.click(rect.x + rect.width / 2, rect.y + rect.height / 2);
  await tab.page.mouse.move(4, 4);
  // The first card has to be brought, and it fades in over 200 ms; there is no way to ask a closed root whether it has.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
}
