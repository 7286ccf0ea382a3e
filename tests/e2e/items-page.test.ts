import { describe, expect, it } from 'vitest';
import type { ExtensionTab } from '../../scripts/browsers/browser.ts';
import { itemsOf, lookUntil } from '../../scripts/gallery/visit.ts';
import type { Report } from '../../lib/model/report.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { textOf } from '../support/press.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

/** Presses the button that begins so, and answers what is saved. */
const saved = (button: string): string => `(async () => {
  const make = URL.createObjectURL;
  const taken = new Promise((resolve) => {
    URL.createObjectURL = (blob) => { resolve(blob.text()); return make.call(URL, blob); };
  });
  [...document.querySelectorAll('button')].find(({ textContent }) => textContent.includes(${JSON.stringify(button)})).click();
  const text = await taken;
  URL.createObjectURL = make;
  return text;
})()`;

const rowsOf = (page: ExtensionTab): Promise<readonly (readonly string[])[]> =>
  page.evaluate(`[...document.querySelectorAll('tbody tr:not(.group)')].map((row) =>
    [...row.children].map(({ textContent }) => textContent))`);

const status = (page: ExtensionTab, words: RegExp): Promise<string> =>
  lookUntil(
    () => page.evaluate<string>(`document.querySelector('[role=status]').textContent`),
    (text) => words.test(text),
  );

/** Types into a field as far as the page can tell. */
const enter = (selector: string, value: string, event: string): string => `(() => {
  const field = document.querySelector(${JSON.stringify(selector)});
  field.value = ${JSON.stringify(value)};
  field.dispatchEvent(new Event(${JSON.stringify(event)}, { bubbles: true }));
})()`;

describe.each(BROWSERS)('the table of a page in %s', (name) => {
  const stage = setStage(name);

  async function openTable(): Promise<{ readonly page: ExtensionTab; readonly count: number }> {
    const tab = await stage.open('/plain', { width: 1280, height: 1800 });
    const { length } = await tab.page.$$('img');
    await itemsOf(stage.browser, tab, length);
    const page = await stage.browser.openExtensionPage(`items.html?tab=${tab.id}`);
    await textOf(page, /of \d+ shown/);
    return { page, count: length };
  }

  it('lists every medium, and orders by any column', async () => {
    const { page, count } = await openTable();
    expect(await rowsOf(page)).toHaveLength(count);
    const sizes = async (): Promise<readonly string[]> => (await rowsOf(page)).map((row) => row[1] ?? '');
    const before = await sizes();
    const sort = async (wanted: string): Promise<void> => {
      await page.evaluate(`document.querySelector('th.name button').click()`);
      const sorted = await lookUntil(
        () => page.evaluate<string>(`document.querySelector('th.name').getAttribute('aria-sort')`),
        (now) => now === wanted,
      );
      expect(sorted).toBe(wanted);
    };
    const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
    await sort('ascending');
    expect(await sizes()).toEqual(before.toSorted(collator.compare));
    await sort('descending');
    expect(await sizes()).toEqual(before.toSorted((a, b) => collator.compare(b, a)));
    await sort('none');
    expect(await sizes()).toEqual(before);
    await expectAccessible(page);
    await page.close();
  });

  it('finds, groups, selects and saves', async () => {
    const { page, count } = await openTable();
    const reports = JSON.parse(await page.evaluate<string>(saved('as JSON'))) as readonly Report[];
    expect(reports).toHaveLength(count);
    const declared = reports.filter(({ basis }) => basis === 'declared').length;
    expect(declared).toBeGreaterThan(0);
    await page.evaluate(enter('input[type=search]', 'tag IN', 'input'));
    expect(await status(page, new RegExp(`^${declared} of`))).toBe(`${declared} of ${count} shown, 0 selected`);
    await page.evaluate(enter('input[type=search]', '', 'input'));
    await page.evaluate(`document.querySelector('.check input').click()`);
    const groups = await lookUntil(
      () =>
        page.evaluate<readonly string[]>(`[...document.querySelectorAll('tr.group')].map((row) => row.textContent)`),
      ({ length }) => length > 1,
    );
    expect(groups[0]).toMatch(/^Signed, signer on a list, \d+ items?$/);
    expect(groups).toHaveLength(new Set(reports.map(({ basis }) => basis)).size);
    await expectAccessible(page);

    await page.evaluate(`(() => {
      const boxes = document.querySelectorAll('tbody input');
      boxes[1].click();
      boxes[3].dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: true }));
      boxes[3].focus();
      boxes[3].dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', shiftKey: true, bubbles: true }));
    })()`);
    expect(await status(page, /4 selected/)).toBe(`${count} of ${count} shown, 4 selected`);
    const csv = await page.evaluate<string>(saved('Save 4 as CSV'));
    expect(csv.split('\r\n')).toHaveLength(1 + 4 + 1);
    const names = (await rowsOf(page)).slice(1, 5).map((row) => row[1] ?? '');
    for (const each of names) expect(csv).toContain(each);
    await page.close();
  });

  it('works in a narrow window, and leads to each report', async () => {
    const { page } = await openTable();
    await page.resize({ width: 360, height: 700 });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await expectAccessible(page);
    const href = await page.evaluate<string>(`document.querySelector('tbody a').getAttribute('href')`);
    expect(href).toMatch(/report\.html\?tab=\d+&frame=0&item=\d+$/);
    await page.close();
  });
});
