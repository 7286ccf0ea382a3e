import { SHOWN } from '../../lib/platform/extension-page.ts';
import type { ExtensionTab } from '../../scripts/browsers/browser.ts';

const RUNS = 7;

/**
 * Milliseconds from opening one of Whence's pages to its first picture on the screen, once a run.
 * The first opening warms up what the browser keeps, as any earlier use does, and is left out.
 * @param shown selector of what must be there in the end
 */
export async function openingTimes(open: () => Promise<ExtensionTab>, shown: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const page = await open();
    times.push(await paintedAt(page, shown));
    await page.close();
  }
  return times.slice(1);
}

/**
 * The page is blank until all that is in view is drawn, so its first contents are that. Where the browser does not tell
 * when that was (Firefox, of the panel), the page's own mark stands for it, which it sets behind its first frame.
 */
function paintedAt(page: ExtensionTab, shown: string): Promise<number> {
  return page.evaluate(`(async () => {
    while (document.querySelector('${shown}') === null) await new Promise((resolve) => setTimeout(resolve));
    const told = (name) => performance.getEntriesByName(name)[0]?.startTime;
    while (told('${SHOWN}') === undefined) await new Promise((resolve) => setTimeout(resolve));
    return told('first-contentful-paint') ?? told('${SHOWN}');
  })()`);
}
