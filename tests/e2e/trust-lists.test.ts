import { describe, expect, it } from 'vitest';
import { itemsOf, lookUntil } from '../../scripts/gallery/visit.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { press, textOf } from '../support/press.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

describe.each(BROWSERS)('trust lists in %s', (name) => {
  const stage = setStage(name);

  it('tell whom they name when they are opened, how long each is valid, and find a name', async () => {
    const options = await stage.browser.openExtensionPage('options.html#trust');
    const listed = () =>
      options.evaluate<string[]>("[...document.querySelectorAll('.listed[open] li')].map((li) => li.textContent)");
    await lookUntil(
      () => options.evaluate<number>("document.querySelectorAll('.listed').length"),
      (count) => count > 0,
    );
    await options.evaluate(`[...document.querySelectorAll('.listed')].at(-1).open = true`);
    const names = await lookUntil(listed, (found) => found.length > 0);
    expect(names.join()).toMatch(/\w{3}/);
    expect(names[0]).toMatch(/(until|lapsed) .*\d{4} · [\d.,]+\s?(kB|bytes?)/);
    await expectAccessible(options);
    await options.evaluate("document.querySelector('.listed[open]').scrollIntoView({ block: 'center' })");
    await options.evaluate(`(() => {
      const field = document.querySelector('.listed[open] input');
      field.value = 'nobody has this name';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    })()`);
    expect(await lookUntil(listed, (found) => found.length === 0)).toEqual([]);
    await options.close();
  });

  it.each(['report', 'sidepanel'])('leave an unknown signer unknown who is looked at in the %s', async (where) => {
    const tab = await stage.open('/unknown-signer');
    const [item] = await itemsOf(stage.browser, tab, 1);
    expect(item?.report?.basis).toBe('signed-unrecognised');
    const before = JSON.stringify(await stage.browser.ask('getTrustLists', {}));
    const place = `tab=${tab.id}&frame=${item?.frame}&item=${item?.item}`;
    const page = await stage.browser.openExtensionPage(`${where}.html?${place}`);
    if (where === 'sidepanel') {
      const choice = JSON.stringify({ [`chosen:${tab.id}`]: { frame: item?.frame, item: item?.item } });
      await page.evaluate(`(globalThis.browser ?? chrome).storage.session.set(${choice}).then(() => null)`);
    }
    await press(page, 'Look at the certificates', /Vouching for this signer/);
    await page.evaluate("document.querySelectorAll('.certificates details').forEach((each) => { each.open = true; })");
    const text = await textOf(page, /SHA-256 fingerprint/);
    expect(text).toContain('Vouching for this signer: none of your lists.');
    expect(text).toMatch(/Issued to\s+\S/);
    expect(text).toMatch(/Valid until\s+\S/);
    expect(text).toContain('digitalSignature');
    expect(text).toMatch(/[0-9a-f]{64}/);
    expect(await page.evaluate("decodeURIComponent(document.querySelector('.certificates a[download]').href)")).toMatch(
      /-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/\n]+/,
    );
    await expectAccessible(page);
    await page.evaluate("document.querySelector('.certificates').scrollIntoView({ block: 'center' })");
    expect(JSON.stringify(await stage.browser.ask('getTrustLists', {}))).toBe(before);
    await page.close();
  });
});
