import type { ExtensionTab } from '../../scripts/browsers/browser.ts';

/** Where the Tab key led to. */
export interface Stop {
  /** Its number among all elements of the document, in order. */
  readonly at: number;
  /** As a person reads or hears it. */
  readonly name: string;
  /** Something of it or around it is drawn otherwise than without the focus. */
  readonly isMarked: boolean;
}

/** Most presses on one page: more is a trap. */
const MOST = 200;

/** Presses Tab from the top of a page to its end, and tells where that led, one stop after the other. */
export async function walkByTab(page: ExtensionTab): Promise<readonly Stop[]> {
  const stops: Stop[] = [];
  await page.evaluate('(document.activeElement?.blur(), null)');
  for (let press = 0; press < MOST; press += 1) {
    await page.press('Tab');
    const stop = await page.evaluate<Stop | null>(STOP);
    // Behind the last stop the browser's own controls have the focus, or the page starts again.
    if (stop === null || stops.some(({ at }) => at === stop.at)) return stops;
    stops.push(stop);
  }
  throw new Error(`Tab led nowhere else within ${MOST} presses.`);
}

/** Names of what can be reached by Tab and is seen, in the order of the document; of radio buttons the chosen one. */
export function reachable(page: ExtensionTab): Promise<readonly number[]> {
  return page.evaluate<readonly number[]>(REACHABLE);
}

const NAME_OF = `((element) => (
  element.getAttribute('aria-label') ?? document.getElementById(element.getAttribute('aria-labelledby'))?.innerText ??
  element.labels?.[0]?.innerText ?? (element.innerText || element.getAttribute('title') || element.querySelector('[alt]')?.alt || '')
).trim())`;

const STOP = `(() => {
  const element = document.activeElement;
  if (element === null || element === document.body || element === document.documentElement) return null;
  const looks = () => {
    const drawn = [];
    for (let each = element, up = 0; each !== null && up < 4; each = each.parentElement, up += 1) {
      for (const other of up === 1 ? [each, ...each.children] : [each]) {
        const { outline, boxShadow, borderColor, backgroundColor, textDecorationLine } = getComputedStyle(other);
        drawn.push([outline, boxShadow, borderColor, backgroundColor, textDecorationLine].join());
      }
    }
    return drawn.join(';');
  };
  const focused = looks();
  element.blur();
  const without = looks();
  element.focus({ preventScroll: true, focusVisible: true });
  return {
    at: [...document.querySelectorAll('*')].indexOf(element),
    name: ${NAME_OF}(element),
    isMarked: focused !== without,
  };
})()`;

const REACHABLE = `(() => {
  const all = [...document.querySelectorAll('*')];
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  return all.flatMap((element, at) => {
    const isOff = element.tabIndex < 0 || element.disabled || element.closest('[inert], fieldset:disabled') !== null;
    const isControl = element.matches('a[href], button, input, select, textarea, summary, [tabindex], audio[controls], video[controls]');
    const isOther = element.matches('input[type="radio"]:not(:checked)');
    return isControl && !isOff && !isOther && isSeen(element) ? [at] : [];
  });
})()`;
