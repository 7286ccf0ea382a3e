import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ExtensionTab } from '../../scripts/browsers/browser.ts';
import { itemsOf, lookUntil } from '../../scripts/gallery/visit.ts';
import { createAuthority } from '../../scripts/samples/authority.ts';
import { goByTab } from '../support/go-by-tab.ts';
import { keepDownloads, keptDownload } from '../support/kept-download.ts';
import { textOf } from '../support/press.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

/** Milliseconds for what reads files, on a machine that does other things besides. */
const PATIENCE = 30_000;

/** What people do with Whence, from the first key to the last without a pointer. */
describe.each(BROWSERS)('by keyboard only in %s', (name) => {
  const stage = setStage(name);

  async function openReport(path: string): Promise<ExtensionTab> {
    const tab = await stage.open(path);
    const [item] = await itemsOf(stage.browser, tab, 1);
    const report = await stage.browser.openExtensionPage(
      `report.html?tab=${tab.id}&frame=${item?.frame}&item=${item?.item}`,
    );
    await textOf(report, /Ask elsewhere/);
    return report;
  }

  /** Where the focus is, in words: a person would be told the same. */
  const focus = (page: ExtensionTab): Promise<string> =>
    page.evaluate(`(() => {
      const element = document.activeElement;
      return element === document.body ? 'nowhere' : element.getAttribute('aria-label') ?? element.textContent.trim();
    })()`);

  it('evidence is saved, and certificates are looked at', { timeout: 90_000 }, async () => {
    const report = await openReport('/unknown-signer');
    await keepDownloads(report);
    await goByTab(report, 'header.bar button', 'Save evidence');
    // Clicks of a report's first half second are left out.
    const status = await lookUntil(
      async () => {
        await report.press('Enter');
        return report.evaluate<string>(`document.querySelector('.evidence-status').innerText`);
      },
      (words) => words !== '',
      PATIENCE,
    );
    expect(status).not.toBe('');
    expect(await textOf(report, /Saved as whence-evidence/)).toContain('.zip');
    expect(Object.keys(unzipSync(await keptDownload(report)))).toContain('pack.json');

    await goByTab(report, 'button', 'Look at the certificates');
    await report.press('Enter');
    await textOf(report, /Vouching for this signer/);
    expect(await focus(report)).not.toBe('nowhere');
    await goByTab(report, '.certificates summary');
    await report.press('Enter');
    expect(await textOf(report, /SHA-256 fingerprint/)).toMatch(/[0-9a-f]{64}/);
    await report.close();
  });

  it('a list of signers is written, trusted in two steps, and removed', { timeout: 90_000 }, async () => {
    const { root } = await createAuthority('My newsroom');
    const options = await stage.browser.openExtensionPage('options.html');
    await textOf(options, /Add a list/);
    const lists = async (): Promise<number> =>
      (await stage.browser.ask('getTrustLists', {})).filter(({ kind }) => kind === 'custom').length;
    const before = await lists();

    await goByTab(options, '#trust button', 'Add a list');
    await options.press('Enter');
    // The first field has the focus.
    await lookUntil(
      () => options.evaluate<boolean>(`document.activeElement.matches('#trust .add-list input.field')`),
      Boolean,
    );
    await options.write('My newsroom');
    await goByTab(options, '#trust textarea');
    await options.write(root);
    await goByTab(options, '#trust [type=submit]');
    await options.press('Enter');
    await textOf(options, /Trust these/);
    expect(await lists()).toBe(before);
    await goByTab(options, '#trust [type=submit]', 'Trust these');
    await options.press('Enter');
    expect(await lookUntil(lists, (count) => count === before + 1)).toBe(before + 1);
    expect(
      await lookUntil(
        () => focus(options),
        (words) => words === 'Add a list (PEM)',
      ),
    ).toBe('Add a list (PEM)');

    await options.close();

    const again = await stage.browser.openExtensionPage('options.html');
    await textOf(again, /My newsroom/);
    await goByTab(again, '#trust button', 'Remove My newsroom');
    await again.press('Enter');
    expect(await lookUntil(lists, (count) => count === before)).toBe(before);
    await lookUntil(() => again.evaluate<boolean>(`!document.body.innerText.includes('My newsroom')`), Boolean);
    // The button went away with its row: the focus stays near it.
    expect(await again.evaluate<boolean>(`document.activeElement.closest('#trust') !== null`)).toBe(true);
    await again.close();
  });

  it('search engines are put in another order', async () => {
    const options = await stage.browser.openExtensionPage('options.html');
    await textOf(options, /TinEye/);
    const order = async () => (await stage.browser.ask('getSettings', {})).searchEngines.map((engine) => engine.name);
    const [first, second, ...others] = await order();
    await goByTab(options, 'button', `Move ${second} up`);
    await options.press('Enter');
    expect(await lookUntil(order, ([now]) => now === second)).toEqual([second, first, ...others]);
    expect(await focus(options)).toContain(second);
    await options.close();
  });

  it('an address is inspected', async () => {
    const page = await stage.browser.openExtensionPage('inspect.html');
    await textOf(page, /Inspect a file/);
    await goByTab(page, 'input.field');
    await page.write('not an address');
    await page.press('Enter');
    expect(await textOf(page, /address/i)).toMatch(/address/i);
    expect(
      await lookUntil(() => page.evaluate<boolean>(`document.querySelector('.problem').textContent !== ''`), Boolean),
    ).toBe(true);
    expect(await page.evaluate<boolean>(`document.activeElement.matches('input.field')`)).toBe(true);
    await page.close();
  });

  it('a term of the report is looked up in the glossary', async () => {
    const report = await openReport('/one');
    await goByTab(report, 'a.term');
    const href = await report.evaluate<string>('document.activeElement.href');
    const addresses = () =>
      report.evaluate<readonly string[]>(
        "(globalThis.browser ?? chrome).tabs.query({}).then((tabs) => tabs.map(({ url, pendingUrl }) => pendingUrl || url || ''))",
      );
    await report.press('Enter');
    expect(await lookUntil(addresses, (all) => all.includes(href))).toContain(href);
    await report.close();
  });
});
