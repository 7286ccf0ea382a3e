import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserName, ExtensionTab, Tab } from '../../scripts/browsers/browser.ts';
import { itemsOf, lookUntil } from '../../scripts/gallery/visit.ts';
import type { TabItem } from '../../lib/messaging/protocol.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { type Further, openFurther } from '../support/further-server.ts';
import { press, textOf } from '../support/press.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

describe.each(BROWSERS)('looking further in %s', (name: BrowserName) => {
  const stage = setStage(name);
  let further: Further;
  beforeAll(async () => {
    further = await openFurther();
    await stage.browser.ask('addTrustList', { name: 'Further', pem: further.trust });
  });
  afterAll(() => further[Symbol.asyncDispose]());

  async function open(path: string): Promise<{ tab: Tab; item: TabItem }> {
    const tab = await stage.browser.open(further.origin + path);
    const [item] = await itemsOf(stage.browser, tab, 1);
    if (item === undefined) throw new Error(`${path} shows nothing.`);
    return { tab, item };
  }

  async function openReport(tab: Tab, { frame, item }: TabItem, part = ''): Promise<ExtensionTab> {
    const report = await stage.browser.openExtensionPage(
      `report.html?tab=${tab.id}&frame=${frame}&item=${item}${part}`,
    );
    await textOf(report, /Evidence, strongest first/);
    return report;
  }

  it('asks nobody for a record kept elsewhere before the click, and has the right label after it', async () => {
    const { tab, item } = await open('/apart');
    expect(item.report).toMatchObject({ basis: 'record-elsewhere', label: null, record: null });
    const report = await openReport(tab, item, '#fetch');
    expect(await report.evaluate<string>('document.activeElement.id')).toBe('fetch');
    expect(await textOf(report, /Fetch it\?/)).toContain('tells 127.0.0.1 that someone');
    await expectAccessible(report);
    expect(further.asked('/records/')).toEqual([]);

    const text = await press(report, FETCH, /made with AI/);
    expect(text).toContain('The record was fetched from 127.0.0.1; it is not in this file.');
    expect(text).toContain('Lumen');
    await expectAccessible(report);
    const asked = further.asked('/records/');
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ cookie: undefined, referer: undefined });
    // Whence rests in tabs nobody sees.
    await tab.page.bringToFront();
    const badges = await lookUntil(
      () => tab.badges(),
      ([badge]) => badge?.basis === 'signed-trusted',
    );
    expect(badges).toMatchObject([{ label: 'ai-generated', basis: 'signed-trusted' }]);
    await report.close();
    await tab.close();
  });

  it('shows what was fetched again without asking anybody', async () => {
    further.forget();
    const { tab, item } = await open('/apart');
    expect(item.report).toMatchObject({ basis: 'signed-trusted', recordFrom: 'remote' });
    expect(further.asked('/records/')).toEqual([]);
    await tab.close();
  });

  it('fetches from the popup, which no page can imitate', async () => {
    const { tab, item } = await open('/popup');
    expect(item.report?.basis).toBe('record-elsewhere');
    const popup = await stage.browser.openExtensionPage(`popup.html?tab=${tab.id}`);
    await textOf(popup, /Fetching it tells that server/);
    await popup.evaluate(
      "[...document.querySelectorAll('button')].find((each) => each.textContent === 'Fetch').click()",
    );
    expect(await textOf(popup, /Signed by Lumen/)).toContain('AI-generated');
    await expectAccessible(popup);
    await popup.close();
    await tab.close();
  });

  it.each([
    ['/wrong', 'changed-since-signing', /does not match this file\. The file may have changed/],
    ['/blob', 'signed-trusted', /made with AI/],
    ['/moved', 'signed-trusted', /made with AI/],
    ['/html', 'record-elsewhere', /could not be fetched: what came is no record/],
    ['/stalled', 'record-elsewhere', /could not be fetched: the server took too long/],
    ['/inward', 'record-elsewhere', /could not be fetched: its address is inside a private network/],
  ])('tells what came of another server: %s', async (path, basis, words) => {
    const { tab, item } = await open(path);
    const report = await openReport(tab, item);
    expect(await press(report, FETCH, words)).toMatch(words);
    const after = await stage.browser.ask('getItem', { tab: tab.id, frame: item.frame, item: item.item });
    expect(after?.report).toMatchObject({ basis });
    await report.close();
    await tab.close();
  });

  it('fetches by itself where the person chose that', async () => {
    await stage.browser.ask('changeSettings', { fetchRecords: true });
    further.forget();
    const { tab, item } = await open('/chosen');
    await stage.browser.ask('changeSettings', { fetchRecords: false });
    expect(item.report).toMatchObject({ basis: 'signed-trusted', label: 'ai-generated', recordFrom: 'remote' });
    expect(further.asked('/records/')).toHaveLength(1);
    await tab.close();
  });

  it('reads where a server says the record is', async () => {
    const { tab, item } = await open('/linked');
    expect(item.report).toMatchObject({
      basis: 'record-elsewhere',
      signals: { 'c2pa-remote': { value: { where: 'link' } } },
    });
    const report = await openReport(tab, item);
    expect(await press(report, FETCH, /made with AI/)).toContain('fetched from 127.0.0.1');
    await report.close();
    await tab.close();
  });

  it('finds the copy that still has its record', async () => {
    further.forget();
    const { tab, item } = await open('/small');
    expect(item.report?.basis).toBe('nothing-found');
    const report = await openReport(tab, item);
    await textOf(report, /This contacts 127\.0\.0\.1/);
    expect(further.asked('/large')).toEqual([]);
    const text = await press(report, LOOK, /still has it/);
    expect(text).toContain('This copy lost its record; the one at 127.0.0.1 still has it.');
    expect(text).toContain('says a camera took this image');
    expect(text).toContain('a larger size the page names');
    await expectAccessible(report);
    for (const { cookie, referer } of further.asked('/large'))
      expect([cookie, referer]).toEqual([undefined, undefined]);
    await report.close();
    await tab.close();
  });

  it('says what it tried where there is none, and asks no server the person did not choose', async () => {
    const { tab, item } = await open('/bare');
    const report = await openReport(tab, item);
    await textOf(report, /Ask these servers too\?[^]*elsewhere\.example/);
    const text = await press(report, LOOK, /No copy with a record found/);
    expect(text).toContain('no record in it');
    expect(text).toContain('not asked: you did not choose that server');
    await expectAccessible(report);
    await report.close();
    await tab.close();
  });
});

const FETCH = 'Fetch the record';
const LOOK = 'Look for the original';
