import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ComputeHost, Job } from '../../lib/platform/compute-job.ts';
import type { AskForBytes } from '../../lib/platform/engine-queue.ts';
import { offscreenHost, serveOffscreen } from '../../lib/platform/offscreen-document.ts';
import { BACKGROUND, FakePort, browser, connectListeners, resetExtension } from './fake-extension.ts';

vi.mock('wxt/browser', async () => import('./fake-extension.ts'));

const JOB: Job = {
  key: 'k',
  url: 'https://a.b/',
  pageUrl: '',
  page: null,
  mayFetch: true,
  inline: null,
  known: null,
  record: null,
  version: '',
  rules: '',
  asked: false,
};
const TRUST = { lists: [], version: '1' };
const ANSWER = { kind: 'failed', why: 'timeout' } as const;
const askForBytes = vi.fn<AskForBytes>();
const queue = {
  inspect: vi.fn<ComputeHost['inspect']>(),
  prepare: vi.fn<ComputeHost['prepare']>(),
  taken: vi.fn<ComputeHost['taken']>(),
  selfTest: vi.fn<ComputeHost['selfTest']>(),
};
/** The document's way to a page's bytes. */
let documentAsks: AskForBytes;
/** The document's ends of all ports. */
let ports: FakePort[];
let isOpen: boolean;

/** The document appears when it is created, and then hears what the background says. */
function installDocument(): void {
  isOpen = false;
  ports = [];
  browser.runtime.getContexts.mockImplementation(async () => (isOpen ? [{}] : []));
  browser.offscreen.createDocument.mockImplementation(async () => {
    if (isOpen) throw new Error('Only a single offscreen document may be created.');
    isOpen = true;
    serve();
  });
  browser.runtime.connect.mockImplementation(({ name }) => {
    const [here, there] = FakePort.pair(name, BACKGROUND);
    if (isOpen) connectListeners.forEach((listener) => listener(there));
    else there.disconnect();
    ports.push(there);
    return here;
  });
}

function serve(): void {
  serveOffscreen((ask) => {
    documentAsks = ask;
    return queue;
  });
}

/** As the document does for want of work. */
function closeDocument(): void {
  isOpen = false;
  connectListeners.clear();
  for (const port of ports) port.disconnect();
}

beforeEach(() => {
  resetExtension();
  queue.inspect.mockResolvedValue(ANSWER);
  installDocument();
});

it('is made once for many, and hears the lists once for each version', async () => {
  const host = offscreenHost(askForBytes);
  expect(await Promise.all([host.inspect(JOB, TRUST), host.inspect(JOB, TRUST)])).toEqual([ANSWER, ANSWER]);
  expect(browser.offscreen.createDocument).toHaveBeenCalledOnce();
  expect(browser.runtime.connect).toHaveBeenCalledOnce();
  await host.inspect(JOB, { ...TRUST, version: '2' });
  expect(queue.inspect.mock.lastCall).toEqual([JOB, { lists: [], version: '2' }]);
});

it('hands over what was taken, and the self-test', async () => {
  const host = offscreenHost(askForBytes);
  queue.selfTest.mockResolvedValue({ state: 'passed', detail: 'x' });
  expect(await host.selfTest()).toEqual({ state: 'passed', detail: 'x' });
  host.taken('k');
  await vi.waitFor(() => expect(queue.taken).toHaveBeenCalledExactlyOnceWith('k'));
});

it('is made again when it closed itself, also over a question', async () => {
  const host = offscreenHost(askForBytes);
  await host.inspect(JOB, TRUST);
  closeDocument();
  expect(await host.inspect(JOB, TRUST)).toEqual(ANSWER);
  expect(browser.offscreen.createDocument).toHaveBeenCalledTimes(2);
  queue.inspect.mockImplementationOnce(async () => {
    closeDocument();
    return ANSWER;
  });
  expect(await host.inspect(JOB, TRUST)).toEqual(ANSWER);
  expect(browser.offscreen.createDocument).toHaveBeenCalledTimes(3);
});

it('is looked for again when it was found closing', async () => {
  browser.runtime.getContexts.mockResolvedValueOnce([{}]);
  expect(await offscreenHost(askForBytes).inspect(JOB, TRUST)).toEqual(ANSWER);
});

it('that was made by the background before it was stopped is used', async () => {
  await offscreenHost(askForBytes).inspect(JOB, TRUST);
  expect(await offscreenHost(askForBytes).inspect(JOB, TRUST)).toEqual(ANSWER);
  expect(browser.offscreen.createDocument).toHaveBeenCalledOnce();
});

it('that cannot be made is an error', async () => {
  browser.offscreen.createDocument.mockRejectedValue(new Error('no'));
  await expect(offscreenHost(askForBytes).inspect(JOB, TRUST)).rejects.toThrow('no');
});

it('tells of a fault on its side', async () => {
  queue.inspect.mockRejectedValue(new Error('broken'));
  await expect(offscreenHost(askForBytes).inspect(JOB, TRUST)).rejects.toThrow('broken');
});

describe('asks the background for bytes of a page', () => {
  const question = { tab: 1, frame: 0, url: 'https://a.b/c', size: 9, offset: 1, length: 3 };

  it('and gets what the page answered', async () => {
    const host = offscreenHost(askForBytes);
    await host.inspect(JOB, TRUST);
    askForBytes.mockResolvedValueOnce('AQID').mockResolvedValueOnce(null);
    expect(await documentAsks(question)).toBe('AQID');
    expect(askForBytes).toHaveBeenCalledExactlyOnceWith(question);
    expect(await documentAsks(question)).toBeNull();
  });

  it('and gets none where no background ever asked', async () => {
    serve();
    expect(await documentAsks(question)).toBeNull();
  });

  it('of the background that came last', async () => {
    await offscreenHost(vi.fn<AskForBytes>()).inspect(JOB, TRUST);
    await offscreenHost(askForBytes).inspect(JOB, TRUST);
    askForBytes.mockResolvedValue('AQID');
    expect(await documentAsks(question)).toBe('AQID');
  });
});

describe('answers nobody else', () => {
  it.each([
    ['a content script', 'compute', { ...BACKGROUND, url: 'https://example.org/', tab: { id: 1 } }],
    ['one of our pages in a tab', 'compute', { ...BACKGROUND, tab: { id: 1 } }],
    ['another extension', 'compute', { ...BACKGROUND, id: 'other' }],
    ['a port of another name', 'other', BACKGROUND],
  ])('%s', async (_name, name, sender) => {
    serve();
    const [here, there] = FakePort.pair(name, sender);
    const heard = vi.fn();
    here.onMessage.addListener(heard);
    connectListeners.forEach((listener) => listener(there));
    here.postMessage([[1, 'selfTest', {}]]);
    await new Promise(setImmediate);
    expect(heard).not.toHaveBeenCalled();
    expect(queue.selfTest).not.toHaveBeenCalled();
  });

  it('an unknown name', async () => {
    serve();
    const [here, there] = FakePort.pair('compute', BACKGROUND);
    const heard = vi.fn();
    here.onMessage.addListener(heard);
    connectListeners.forEach((listener) => listener(there));
    here.postMessage([[1, 'constructor', {}]]);
    await vi.waitFor(() => expect(heard).toHaveBeenCalledExactlyOnceWith([[1, { ok: false, error: 'unknown' }]]));
  });
});
