import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ComputeHost, Job } from '../../lib/platform/compute-job.ts';
import { offscreenHost, serveOffscreen } from '../../lib/platform/offscreen-document.ts';
import { BACKGROUND, browser, listeners, resetExtension } from './fake-extension.ts';

vi.mock('wxt/browser', async () => import('./fake-extension.ts'));

const JOB: Job = {
  key: 'k',
  url: 'https://a.b/',
  pageUrl: '',
  inline: null,
  known: null,
  version: '',
  rules: '',
  asked: false,
};
const ANSWER = { kind: 'failed', why: 'timeout' } as const;
const queue = {
  inspect: vi.fn<ComputeHost['inspect']>(),
  taken: vi.fn<ComputeHost['taken']>(),
  selfTest: vi.fn<ComputeHost['selfTest']>(),
};

/** The document appears when it is created, and then hears what the background says. */
function installDocument(): void {
  let isOpen = false;
  browser.runtime.getContexts.mockImplementation(async () => (isOpen ? [{}] : []));
  browser.offscreen.createDocument.mockImplementation(async () => {
    if (isOpen) throw new Error('Only a single offscreen document may be created.');
    isOpen = true;
    serveOffscreen(queue);
  });
  browser.runtime.sendMessage.mockImplementation(async (message) => {
    const [answer] = [...listeners].map((listener) => listener(message, BACKGROUND));
    return answer;
  });
}

beforeEach(() => {
  resetExtension();
  queue.inspect.mockResolvedValue(ANSWER);
  installDocument();
});

it('is made once for many, and hears the lists once for each version', async () => {
  const host = offscreenHost();
  const trust = { lists: [], version: '1' };
  expect(await Promise.all([host.inspect(JOB, trust), host.inspect(JOB, trust)])).toEqual([ANSWER, ANSWER]);
  await host.inspect(JOB, trust);
  expect(browser.offscreen.createDocument).toHaveBeenCalledOnce();
  const sent = () =>
    browser.runtime.sendMessage.mock.calls.filter(([message]) => (message as { name: string }).name === 'useTrust');
  const before = sent().length;
  await host.inspect(JOB, trust);
  expect(sent()).toHaveLength(before);
  await host.inspect(JOB, { lists: [], version: '2' });
  expect(sent()).toHaveLength(before + 1);
  expect(queue.inspect.mock.lastCall).toEqual([JOB, { lists: [], version: '2' }]);
});

it('hands over what was taken, and the self-test', async () => {
  const host = offscreenHost();
  queue.selfTest.mockResolvedValue({ state: 'passed', detail: 'x' });
  expect(await host.selfTest()).toEqual({ state: 'passed', detail: 'x' });
  host.taken('k');
  await vi.waitFor(() => expect(queue.taken).toHaveBeenCalledExactlyOnceWith('k'));
});

it('is asked once more when it closed itself in between', async () => {
  browser.runtime.sendMessage.mockRejectedValueOnce(new Error('Receiving end does not exist.'));
  expect(await offscreenHost().inspect(JOB, { lists: [], version: '1' })).toEqual(ANSWER);
});

it('that was made by the background before it was stopped is used', async () => {
  browser.runtime.getContexts.mockResolvedValueOnce([]);
  await browser.offscreen.createDocument({});
  expect(await offscreenHost().inspect(JOB, { lists: [], version: '1' })).toEqual(ANSWER);
});

it('that cannot be made is an error', async () => {
  browser.offscreen.createDocument.mockRejectedValue(new Error('no'));
  await expect(offscreenHost().inspect(JOB, { lists: [], version: '1' })).rejects.toThrow('no');
});

describe('answers nobody else', () => {
  const message = { whence: 'compute', name: 'selfTest', body: {} };
  it.each([
    ['a content script', message, { ...BACKGROUND, url: 'https://example.org/', tab: { id: 1 } }],
    ['one of our pages in a tab', message, { ...BACKGROUND, tab: { id: 1 } }],
    ['another extension', message, { ...BACKGROUND, id: 'other' }],
    ['another family', { ...message, whence: 'from-extension' }, BACKGROUND],
    ['an unknown name', { ...message, name: 'constructor' }, BACKGROUND],
  ])('%s', (_name, said, sender) => {
    serveOffscreen(queue);
    expect([...listeners].map((listener) => listener(said, sender))).toEqual([undefined]);
  });
});
