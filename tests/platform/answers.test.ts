import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { MediaRequest } from '../../lib/messaging/protocol.ts';
import type { PageSender } from '../../lib/messaging/sender.ts';
import type { Report } from '../../lib/model/report.ts';
import { extensionHandlers } from '../../lib/platform/answer-extension.ts';
import { pageHandlers } from '../../lib/platform/answer-pages.ts';
import { commandPressed, menuClicked } from '../../lib/platform/answer-person.ts';
import type { BackgroundPorts } from '../../lib/platform/background-ports.ts';
import { TabItems } from '../../lib/platform/tab-items.ts';
import { REPORT } from '../cache/sample-report.ts';
import { browser, resetExtension } from './fake-extension.ts';

vi.mock('wxt/browser', async () => import('./fake-extension.ts'));

const PAGE: PageSender = {
  tab: 1,
  frame: 0,
  url: 'https://example.org/page',
  origin: 'https://example.org',
  isPrivate: false,
};
const REQUEST: MediaRequest = {
  item: 4,
  kind: 'image',
  url: REPORT.source,
  alt: 'a boat',
  width: 10,
  height: 20,
  bytesHint: null,
  asked: false,
  inline: null,
  opening: null,
};
const LABELED: Report = { ...REPORT, label: 'ai-generated', basis: 'declared' };

const inspect = vi.fn<BackgroundPorts['inspector']['inspect']>();
const refreshIfDue = vi.fn(async () => undefined);
let ports: BackgroundPorts;

beforeEach(() => {
  resetExtension();
  browser.scripting.executeScript.mockResolvedValue([{ result: false }] as never);
  inspect.mockResolvedValue(LABELED);
  ports = {
    inspector: { inspect },
    further: { fetch: async (report) => report },
    lookUps: { ask: async () => null },
    details: { read: async () => ({ kind: 'absent' }) },
    algorithms: { refreshIfDue: async () => undefined },
    items: new TabItems(),
    trust: { refreshIfDue } as Partial<BackgroundPorts['trust']> as BackgroundPorts['trust'],
    selfTest: { result: async () => ({ state: 'passed', detail: '' }) } as Partial<
      BackgroundPorts['selfTest']
    > as BackgroundPorts['selfTest'],
    store: {} as BackgroundPorts['store'],
    cardWorks: {
      show: async () => null,
      mark: async () => false,
      settle: async () => undefined,
      open: async () => undefined,
    },
  };
});

/** Content scripts of the tab answer these messages, and no others. */
function pageAnswers(answers: Record<string, unknown>): void {
  browser.tabs.sendMessage.mockImplementation(async (_tab, { name }) => {
    if (!(name in answers)) throw new Error('nobody');
    return { ok: true, value: answers[name] };
  });
}

function toldToPage(): string[] {
  return browser.tabs.sendMessage.mock.calls.map(([, { name }]) => name);
}

describe('a page', () => {
  it('opens: its tab starts empty, and it hears what it needs of the settings', async () => {
    const page = pageHandlers(ports);
    await page.inspectMedia(REQUEST, PAGE);
    expect(await page.pageOpened({}, PAGE)).toEqual({
      automatic: false,
      theme: 'system',
      language: 'ar',
      mark: '',
      badges: { corner: 'bottom-start', size: 'normal' },
    });
    expect(await ports.items.list(1)).toEqual([]);
    expect(browser.action.setBadgeText).toHaveBeenLastCalledWith({ tabId: 1, text: '' });
    expect(refreshIfDue).toHaveBeenCalledOnce();
  });

  it('asks about a picture: it is listed while it waits, then with its report, and counted', async () => {
    let waiting: unknown;
    inspect.mockImplementation(async () => {
      waiting = await ports.items.list(1);
      return LABELED;
    });
    expect(await pageHandlers(ports).inspectMedia(REQUEST, PAGE)).toBe(LABELED);
    const entry = { item: 4, frame: 0, kind: 'image', url: REQUEST.url, alt: 'a boat', width: 10, height: 20 };
    expect(waiting).toEqual([{ ...entry, report: null }]);
    expect(await ports.items.list(1)).toEqual([{ ...entry, report: LABELED }]);
    await vi.waitFor(() => expect(browser.action.setBadgeText).toHaveBeenLastCalledWith({ tabId: 1, text: '1' }));
  });

  it.each(['nothing-found', 'could-not-check'] as const)('%s is not counted', async (basis) => {
    inspect.mockResolvedValue({ ...REPORT, basis });
    const page = pageHandlers(ports);
    await page.pageOpened({}, PAGE);
    await page.inspectMedia(REQUEST, PAGE);
    await vi.waitFor(async () => expect((await ports.items.list(1))[0]?.report?.basis).toBe(basis));
    expect(browser.action.setBadgeText.mock.calls).toEqual([[{ tabId: 1, text: '' }]]);
  });

  it('that went away before the answer leaves nothing behind', async () => {
    const page = pageHandlers(ports);
    inspect.mockImplementation(async () => {
      await page.pageOpened({}, PAGE);
      return LABELED;
    });
    await page.inspectMedia(REQUEST, PAGE);
    expect(await ports.items.list(1)).toEqual([]);
  });

  it('takes pictures away', async () => {
    const page = pageHandlers(ports);
    await page.inspectMedia(REQUEST, PAGE);
    await page.mediaGone({ items: [4] }, PAGE);
    expect(await ports.items.list(1)).toEqual([]);
    expect(browser.action.setBadgeText).toHaveBeenLastCalledWith({ tabId: 1, text: '' });
  });

  it('opens a report of its own items only: tab and frame are the browser’s word', async () => {
    browser.tabs.get.mockResolvedValue({ index: 2 });
    await pageHandlers(ports).openReport({ item: 4 }, { ...PAGE, tab: 9, frame: 3 });
    const url = 'chrome-extension://whence-id/report.html?tab=9&frame=3&item=4';
    expect(browser.tabs.create).toHaveBeenCalledExactlyOnceWith({ url, openerTabId: 9, index: 3 });
  });
});

it('the card of anything else leads to the panel, asked for within the click', async () => {
  const open = vi.fn<(options: object) => Promise<void>>(async () => undefined);
  Object.assign(browser, { sidePanel: { open } });
  const page = pageHandlers(ports);
  await page.inspectMedia(REQUEST, PAGE);
  await vi.waitFor(() => expect(ports.items.peek(1, 0, 4)?.report).not.toBeNull());
  const opened = page.openReport({ item: 4 }, PAGE);
  expect(open).toHaveBeenCalledExactlyOnceWith({ tabId: 1 });
  await opened;
  expect(await browser.storage.session.get('chosen:1')).toEqual({ 'chosen:1': { frame: 0, item: 4 } });
  expect(browser.tabs.create).not.toHaveBeenCalled();
  Reflect.deleteProperty(browser, 'sidePanel');
});

describe('the scripts that label and open cards', () => {
  it.each([
    ['bringLabels', '/labels.js'],
    ['bringCard', '/card.js'],
  ] as const)('run in the frame that asks, whatever its message says: %s', async (name, file) => {
    expect(await pageHandlers(ports)[name]({ tab: 9 } as never, { ...PAGE, tab: 2, frame: 5 })).toEqual({
      placed: true,
    });
    expect(browser.scripting.executeScript).toHaveBeenCalledExactlyOnceWith({
      target: { tabId: 2, frameIds: [5] },
      files: [file],
      injectImmediately: true,
    });
  });

  it('are not there where the browser lets nothing in', async () => {
    browser.scripting.executeScript.mockRejectedValue(new Error('no'));
    expect(await pageHandlers(ports).bringLabels({}, PAGE)).toEqual({ placed: false });
    expect(await pageHandlers(ports).bringCard({}, PAGE)).toEqual({ placed: false });
  });
});

it('the card of a record kept elsewhere leads to where it is fetched, and fetches nothing', async () => {
  inspect.mockResolvedValue({ ...REPORT, basis: 'record-elsewhere', remote: 'https://records.example/a' });
  browser.tabs.get.mockResolvedValue({ index: 0 });
  const page = pageHandlers(ports);
  await page.inspectMedia(REQUEST, PAGE);
  await page.openReport({ item: 4 }, PAGE);
  expect(browser.tabs.create.mock.lastCall?.[0]).toMatchObject({ url: expect.stringMatching(/item=4#fetch$/) });
  expect(inspect).toHaveBeenCalledOnce();
});

describe('the popup', () => {
  it('sees the tab', async () => {
    await pageHandlers(ports).inspectMedia(REQUEST, PAGE);
    await pageHandlers(ports).overlayDisturbed({}, PAGE);
    browser.tabs.get.mockResolvedValue({ url: 'https://example.org:8443/page' });
    pageAnswers({ outlineItem: undefined });
    browser.scripting.executeScript.mockResolvedValue([{ result: true }] as never);
    expect(await extensionHandlers(ports).getTab({ tab: 1 })).toMatchObject({
      optedOut: true,
      host: 'example.org:8443',
      items: [{ item: 4 }],
      reachable: true,
      automatic: false,
      overlayDisturbed: true,
    });
  });

  it('sees of each report what its row tells', async () => {
    await ports.items.put(1, { ...REQUEST, frame: 0, report: { ...LABELED, checked: ['tc260-aigc'] } });
    await ports.items.put(1, { ...REQUEST, item: 5, frame: 0, report: null });
    browser.tabs.get.mockResolvedValue({ url: 'https://example.org/' });
    pageAnswers({ outlineItem: undefined });
    const { items, ...others } = await extensionHandlers(ports).getRows({ tab: 1 });
    expect(items).toMatchObject([
      { item: 4, report: { ...LABELED, checked: [] } },
      { item: 5, report: null },
    ]);
    expect(await extensionHandlers(ports).getTab({ tab: 1 })).toMatchObject(others);
  });

  it('sees nothing of the page before, on a page nobody can look at', async () => {
    await pageHandlers(ports).inspectMedia(REQUEST, PAGE);
    browser.tabs.get.mockRejectedValue(new Error('gone'));
    pageAnswers({});
    expect(await extensionHandlers(ports).getTab({ tab: 1 })).toMatchObject({
      host: null,
      items: [],
      reachable: false,
    });
  });

  it('has the page checked', async () => {
    pageAnswers({ outlineItem: undefined, checkNow: { here: true } });
    expect(await extensionHandlers(ports).checkPage({ tab: 1 })).toEqual({ reachable: true });
    expect(toldToPage()).toEqual(['outlineItem', 'checkNow']);
  });
});

describe('the menu', () => {
  const click = { menuItemId: 'ask-about', srcUrl: REPORT.source, frameId: 3 };
  const tab = { id: 1, url: 'https://example.org/', incognito: true };

  it('asks the frame that was clicked', async () => {
    pageAnswers({ outlineItem: undefined, askAbout: { found: true } });
    await menuClicked(click, tab, ports);
    expect(browser.tabs.sendMessage).toHaveBeenLastCalledWith(
      1,
      expect.objectContaining({ body: { url: REPORT.source } }),
      { frameId: 3 },
    );
    expect(inspect).not.toHaveBeenCalled();
  });

  it.each([
    ['nobody can be asked', {}],
    ['the page does not find it', { outlineItem: undefined, askAbout: { found: false } }],
  ])('shows the report of the address where %s', async (_name, answers) => {
    pageAnswers(answers);
    browser.scripting.executeScript.mockRejectedValue(new Error('cannot be scripted'));
    browser.tabs.get.mockResolvedValue({ index: 0 });
    await menuClicked(click, tab, ports);
    expect(inspect.mock.lastCall?.[0]).toMatchObject({ url: REPORT.source, asked: true });
    expect(inspect.mock.lastCall?.[1]).toMatchObject({ tab: 1, isPrivate: true, url: tab.url });
    const [entry] = await ports.items.list(1);
    expect(entry?.report).toBe(LABELED);
    expect(browser.tabs.create.mock.lastCall?.[0]).toMatchObject({
      url: expect.stringContaining(`item=${entry?.item}`),
    });
  });

  it('opens the page for files from the toolbar button, and asks nobody about the tab', async () => {
    await menuClicked({ menuItemId: 'inspect-file' }, tab, ports);
    expect(browser.tabs.create.mock.lastCall?.[0]).toMatchObject({ url: expect.stringMatching(/\/inspect\.html$/) });
    expect(inspect).not.toHaveBeenCalled();
  });

  it('shows the report of a link to a file, and of nothing but a web address', async () => {
    browser.tabs.get.mockResolvedValue({ index: 0 });
    const link = { menuItemId: 'ask-about', linkUrl: 'https://example.org/film.mp4' };
    await menuClicked(link, tab, ports);
    expect(inspect.mock.lastCall?.[0]).toMatchObject({
      kind: 'document',
      url: link.linkUrl,
      asked: true,
      inline: null,
      opening: null,
    });
    expect(browser.tabs.create).toHaveBeenCalledOnce();
    await menuClicked({ ...link, linkUrl: 'javascript:alert(1)' }, tab, ports);
    expect(inspect).toHaveBeenCalledOnce();
  });

  it.each([
    ['as the page has it', 'a\nb\u{e0101}', 'a\nb\u{e0101}'],
    ['as the click has it, where the page is silent', undefined, 'a b'],
    ['of bounded length', 'x'.repeat(3_000_000), 'x'.repeat(1_000_000)],
    ['as the click has it, where the page answers nonsense', 7, 'a b'],
  ])('shows the report of selected text %s', async (_name, result, text) => {
    browser.scripting.executeScript.mockResolvedValue([{ result }] as never);
    browser.tabs.get.mockResolvedValue({ index: 0 });
    await menuClicked({ menuItemId: 'ask-about', selectionText: 'a b', linkUrl: 'https://example.org/' }, tab, ports);
    const request = inspect.mock.lastCall?.[0];
    expect(request?.kind).toBe('text');
    expect(Buffer.from(request?.url.split(',')[1] ?? '', 'base64').toString()).toBe(text);
  });

  it('shows the report of selected text as the click has it, where no script may go', async () => {
    browser.scripting.executeScript.mockRejectedValue(new Error('cannot be scripted'));
    browser.tabs.get.mockResolvedValue({ index: 0 });
    await menuClicked({ menuItemId: 'ask-about', selectionText: 'a b' }, tab, ports);
    expect(Buffer.from(inspect.mock.lastCall?.[0].url.split(',')[1] ?? '', 'base64').toString()).toBe('a b');
  });

  it('leaves other entries alone', async () => {
    await menuClicked({ ...click, menuItemId: 'other' }, tab, ports);
    expect(inspect).not.toHaveBeenCalled();
    expect(browser.tabs.sendMessage).not.toHaveBeenCalled();
  });
});

describe('a tab closed to scripts', () => {
  const url = 'https://example.org/paper.pdf#page=2';
  const check = () => extensionHandlers(ports).checkPage({ tab: 1 });
  const state = () => extensionHandlers(ports).getTab({ tab: 1 });

  beforeEach(() => {
    pageAnswers({});
    browser.scripting.executeScript.mockRejectedValue(new Error('cannot be scripted'));
    browser.tabs.get.mockResolvedValue({ id: 1, url, incognito: true, index: 0 });
  });

  it('is checked by its own address where that is a file’s, and says what was found', async () => {
    await ports.items.put(1, { ...REQUEST, frame: 0, report: REPORT });
    expect(await check()).toEqual({ reachable: false });
    expect(inspect.mock.lastCall?.[0]).toMatchObject({ kind: 'document', url, asked: true });
    expect(inspect.mock.lastCall?.[1]).toMatchObject({ url, isPrivate: true });
    await vi.waitFor(async () => expect((await state()).items).toMatchObject([{ url, frame: 0, report: LABELED }]));
    await vi.waitFor(() => expect(browser.action.setBadgeText).toHaveBeenLastCalledWith({ tabId: 1, text: '1' }));
  });

  it('is listed once however often it is checked, and forgotten when the tab shows something else', async () => {
    await check();
    await check();
    expect((await state()).items).toHaveLength(1);
    browser.tabs.get.mockResolvedValue({ id: 1, url: 'https://example.org/paper.pdf#page=3', incognito: true });
    expect((await state()).items).toHaveLength(1);
    browser.tabs.get.mockResolvedValue({ id: 1, url: 'https://example.org/other.pdf', incognito: false });
    expect((await state()).items).toEqual([]);
  });

  it.each(['https://addons.example/firefox', 'about:config', 'file:///home/a.pdf', 'https://example.org/page.html'])(
    'is left alone where it shows no file of the web: %s',
    async (other) => {
      browser.tabs.get.mockResolvedValue({ id: 1, url: other, incognito: false });
      expect(await check()).toEqual({ reachable: false });
      expect(inspect).not.toHaveBeenCalled();
    },
  );
});

describe('a player that its page feeds', () => {
  const fed = { ...REQUEST, kind: 'video', url: 'blob:https://example.org/1' } as const;

  it('is asked about in its frame before it is inspected', async () => {
    browser.scripting.executeScript.mockResolvedValue([{ result: ['https://example.org/1.m4s'] }] as never);
    await pageHandlers(ports).inspectMedia(fed, PAGE);
    expect(inspect.mock.lastCall?.[0]).toMatchObject({ url: fed.url, stream: ['https://example.org/1.m4s'] });
  });

  it('is not asked about where it is a plain picture', async () => {
    await pageHandlers(ports).inspectMedia(REQUEST, PAGE);
    expect(browser.scripting.executeScript).not.toHaveBeenCalled();
  });
});

describe('the shortcut', () => {
  const SHOWN = { id: 1, url: 'https://example.org/', incognito: false };

  it('asks about what is under the pointer', async () => {
    pageAnswers({ outlineItem: undefined, askUnderPointer: undefined });
    await commandPressed('ask', SHOWN, ports);
    expect(toldToPage()).toEqual(['outlineItem', 'askUnderPointer']);
  });

  it('checks a page nobody looked at yet', async () => {
    const nobody = new Error('nobody');
    browser.tabs.sendMessage
      .mockRejectedValueOnce(nobody)
      .mockRejectedValueOnce(nobody)
      .mockResolvedValue({ ok: true });
    await commandPressed('ask', SHOWN, ports);
    expect(toldToPage()).toEqual(['outlineItem', 'outlineItem', 'outlineItem', 'checkNow']);
  });

  it('opens the report of a file that the tab shows in a viewer closed to scripts', async () => {
    pageAnswers({});
    browser.scripting.executeScript.mockRejectedValue(new Error('cannot be scripted'));
    browser.tabs.get.mockResolvedValue({ index: 0 });
    await commandPressed('ask', { ...SHOWN, url: 'https://example.org/paper.pdf' }, ports);
    expect(inspect.mock.lastCall?.[0]).toMatchObject({ url: 'https://example.org/paper.pdf', kind: 'document' });
    expect(browser.tabs.create).toHaveBeenCalledOnce();
    await commandPressed('ask', { ...SHOWN, url: 'https://addons.example/' }, ports);
    expect(inspect).toHaveBeenCalledOnce();
  });

  it('goes to the next label', async () => {
    pageAnswers({ nextLabel: undefined });
    await commandPressed('next-label', SHOWN, ports);
    expect(toldToPage()).toEqual(['nextLabel']);
  });
});
