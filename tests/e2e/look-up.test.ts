import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BrowserName, ExtensionTab, Tab } from '../../scripts/browsers/browser.ts';
import { itemsOf, lookUntil } from '../../scripts/gallery/visit.ts';
import type { Report } from '../../lib/model/report.ts';
import { type CodedPictures, openCodedPictures } from '../support/coded-pictures.ts';
import { hasCorpus } from '../support/corpus.ts';
import { expectAccessible } from '../support/expect-accessible.ts';
import { press, textOf } from '../support/press.ts';
import type { Behavior } from '../support/soft-binding-server.ts';
import { BROWSERS, setStage } from '../support/stage.ts';

describe.each(BROWSERS)('record stores in %s', (name: BrowserName) => {
  const stage = setStage(name);
  let coded: CodedPictures;
  beforeAll(async () => {
    coded = await openCodedPictures();
    await stage.browser.ask('addTrustList', { name: 'Coded', pem: coded.trust });
  });
  beforeEach(() => void coded.store.asked.splice(0));
  afterAll(() => coded[Symbol.asyncDispose]());

  function turnOn(behavior: Behavior | null): Promise<unknown> {
    const resolvers = behavior === null ? [] : [{ name: 'Here', address: coded.store.resolver(behavior) }];
    return stage.browser.ask('changeSettings', { resolvers });
  }

  interface Shown {
    readonly tab: Tab;
    readonly page: ExtensionTab;
    report(): Promise<Report | null | undefined>;
    close(): Promise<void>;
  }

  async function openReport(picture: string): Promise<Shown> {
    const tab = await stage.browser.open(coded.page(picture));
    const [item] = await itemsOf(stage.browser, tab, 1);
    if (item === undefined) throw new Error(`${picture} shows nothing.`);
    const place = { tab: tab.id, frame: item.frame, item: item.item };
    const page = await stage.browser.openExtensionPage(
      `report.html?tab=${place.tab}&frame=${place.frame}&item=${place.item}`,
    );
    await textOf(page, /Evidence, strongest first/);
    return {
      tab,
      page,
      report: async () => (await stage.browser.ask('getItem', place))?.report,
      async close() {
        await page.close();
        await tab.close();
      },
    };
  }

  it('are asked by nobody but the person, and none is on before one is turned on', async () => {
    await turnOn(null);
    const shown = await openReport('sky');
    const text = await textOf(shown.page, /Ask a record store/);
    expect(text).toContain('Adobe Trustmark variant P');
    expect(text).toContain('You have turned on no record store');
    expect(await shown.report()).toMatchObject({ basis: 'record-broken', label: null, lookUp: null });
    await expectAccessible(shown.page);
    await shown.close();
    expect(coded.store.asked).toEqual([]);
  });

  it('tell of the record that a copy lost, which is said to be looked up and not in this file', async () => {
    await turnOn('v1');
    const shown = await openReport('sky');
    expect(coded.store.asked).toEqual([]);
    const text = await press(shown.page, 'Ask Here', FOUND);
    expect(text).toContain('Lumen’s signed record says this image was made entirely with AI.');
    expect(text).toContain('This file is not byte for byte what was signed. That is usual');
    expect(text).toContain('The record itself names the code.');
    await expectAccessible(shown.page);
    expect(await shown.report()).toMatchObject({
      basis: 'record-broken',
      label: null,
      recordFrom: 'file',
      lookUp: {
        resolver: 'Here',
        answer: { kind: 'found', value: { state: 'trusted', content: 'differs', namesBinding: true } },
      },
    });
    const asked = coded.store.asked;
    expect(asked.map(({ method, path }) => `${method} ${path.split('?')[0]}`)).toEqual([
      'GET /v1/matches/byBinding',
      'GET /v1/manifests/urn%3Ac2pa%3Asky',
    ]);
    for (const { cookie, referer } of asked) expect([cookie, referer]).toEqual([undefined, undefined]);
    await shown.tab.page.bringToFront();
    const badges = await lookUntil(
      () => shown.tab.badges(),
      ({ length }) => length > 0,
    );
    expect(badges.map(({ label, basis }) => [label, basis])).toEqual([[null, 'record-broken']]);
    await shown.close();
  });

  it.skipIf(!hasCorpus)('tell of a real picture’s record', async () => {
    await turnOn('v1');
    const shown = await openReport('corpus');
    const text = await press(shown.page, 'Ask Here', FOUND);
    expect(text).toContain('it may belong to something else');
    expect(text).toContain('C2PA Test Signing Cert');
    await shown.close();
  });

  it('that give another picture’s record are not quoted', async () => {
    await turnOn('v1');
    const shown = await openReport('other');
    const text = await press(shown.page, 'Ask Here', FOUND);
    expect(text).toContain('does not name the code by which it was found, so it may belong to something else.');
    expect(text).not.toContain('made entirely with AI');
    await shown.close();
  });

  it('that know nothing are believed, and nothing follows from it', async () => {
    await turnOn('v1');
    const shown = await openReport('unknown');
    await press(shown.page, 'Ask Here', /knows no record for it\. That tells you nothing either way\./);
    expect(await shown.report()).toMatchObject({ lookUp: { answer: { kind: 'absent' } } });
    await shown.close();
  });

  it.each<[Behavior, RegExp]>([
    ['missing', /gave no record: the server refused/],
    ['html', /gave no record: what came is no record/],
    ['malformed', /gave no record: what came is no record/],
    ['endless', /gave no record: it is larger than Whence reads/],
    ['stalled', /gave no record: the server took too long/],
    ['inward', /gave no record: the server refused/],
    ['record-inward', /gave no record: its address is inside a private network|gave no record: the server/],
    ['elsewhere', /gave no record: another server keeps it, which you have not turned on/],
    ['flood', FOUND],
  ])('may behave in any way: %s', async (behavior, words) => {
    await turnOn(behavior);
    const shown = await openReport('sky');
    expect(await press(shown.page, 'Ask Here', words)).toMatch(words);
    expect((await shown.report())?.basis).toBe('record-broken');
    expect(coded.store.asked.length).toBeLessThanOrEqual(2);
    await shown.close();
  });

  it('of an agency know its works by a fingerprint of a copy that carries nothing', async () => {
    await turnOn('v1');
    const shown = await openReport('print');
    const before = await textOf(shown.page, /Ask a record store/);
    expect(before).toContain('Whence can make a fingerprint of this picture, its ISCC');
    expect(before).toContain('only to a store that says it takes ISCC, and never the file');
    expect(coded.store.asked).toEqual([]);
    const text = await press(shown.page, 'Ask Here', FOUND);
    expect(text).toContain('Lumen’s signed record says this image was made entirely with AI.');
    expect(text).toContain('The record itself names a fingerprint like this picture’s.');
    expect(text).toMatch(/International Standard Content Code[^]*90 of 100/);
    await expectAccessible(shown.page);
    expect(await shown.report()).toMatchObject({
      basis: 'nothing-found',
      label: null,
      sentence: expect.stringContaining('by a fingerprint, for a picture that looks like this one'),
      lookUp: { answer: { kind: 'found', value: { namesBinding: true, content: 'differs', similarity: 90 } } },
    });
    expect(coded.store.asked.map(({ method, path, size }) => `${method} ${path.split('?')[0]} ${size}`)).toEqual([
      'GET /v1/services/supportedAlgorithms 0',
      'GET /v1/matches/byBinding 0',
      'GET /v1/manifests/urn%3Ac2pa%3Aprint 0',
    ]);
    for (const { cookie, referer } of coded.store.asked) expect([cookie, referer]).toEqual([undefined, undefined]);
    await shown.close();
  });

  it.each<[string, Behavior, RegExp]>([
    ['stranger', 'v1', /knows no record for it/],
    ['print', 'codes-only', /gave no record: it does not say that it takes fingerprints/],
    ['print', 'services-endless', /gave no record: it is larger than Whence reads/],
    ['print', 'missing', /gave no record: the server refused/],
  ])('that know nothing of a picture, or take no fingerprint: %s, %s', async (picture, behavior, words) => {
    await turnOn(behavior);
    const shown = await openReport(picture);
    await press(shown.page, 'Ask Here', words);
    const questions = coded.store.asked.filter(({ path }) => path.includes('/matches/'));
    expect(questions).toHaveLength(behavior === 'v1' ? 1 : 0);
    await shown.close();
  });

  it('are sent a picture only after a second word about that picture, and learn what it is', async () => {
    await turnOn('v1');
    const shown = await openReport('print');
    const told = await press(shown.page, 'Send the picture to Here…', /This sends 127\.0\.0\.1:\d+ the file itself/);
    expect(told).toMatch(/the file itself \([\d.,]+ kB\) with everything it carries/);
    const focused = () =>
      shown.page.evaluate<string>(
        `document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent`,
      );
    expect(await focused()).toBe('Send the picture to Here…');
    await expectAccessible(shown.page);
    await press(shown.page, 'Cancel', /Send the picture to Here…/);
    expect(await focused()).toBe('Send the picture to Here…');
    expect(coded.store.asked).toEqual([]);
    await press(shown.page, 'Send the picture to Here…', /This sends/);
    const text = await press(shown.page, `Send it to ${new URL(coded.store.origin).host}`, FOUND);
    expect(text).toContain('says that the two belong together.');
    expect(text).not.toContain('made entirely with AI');
    expect(coded.store.asked[0]).toMatchObject({
      method: 'POST',
      path: '/v1/matches/byContent?maxResults=10',
      type: 'image/jpeg',
      cookie: undefined,
      referer: undefined,
    });
    expect(coded.store.asked[0]?.size).toBeGreaterThan(1000);
    expect(coded.store.asked).toHaveLength(2);
    await shown.close();
  });

  it('are turned on and added in the settings', async () => {
    await turnOn(null);
    const options = await stage.browser.openExtensionPage('options.html');
    await textOf(options, /Record stores/);
    await expectAccessible(options);
    await options.evaluate(`document.querySelector('[role=switch][aria-label="aiwatermark.com"]').click()`);
    await press(options, 'Add a record store', /Address of its look-up service/);
    await options.evaluate(`(() => {
      const [name, address] = document.querySelectorAll('#further form input');
      for (const [field, text] of [[name, 'Newsroom'], [address, 'https://records.example/v1/']]) {
        field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
    })()`);
    await options.evaluate(`document.querySelector('#further form').requestSubmit()`);
    await textOf(options, /Newsroom/);
    await expectAccessible(options);
    expect((await stage.browser.ask('getSettings', {})).resolvers).toEqual([
      { name: 'aiwatermark.com', address: 'https://aiwatermark.com/api/v1' },
      { name: 'Newsroom', address: 'https://records.example/v1' },
    ]);
    await options.close();
    await turnOn(null);
  });
});

const FOUND = /Looked up, not in this file/;
