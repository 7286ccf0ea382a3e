import { beforeEach, describe, expect, it, vi } from 'vitest';
import { isWhenceHere, linkToBackground } from '../../lib/messaging/link-to-background.ts';
import { LinkLost, answerOver } from '../../lib/messaging/port-link.ts';
import { FakePort } from '../platform/fake-extension.ts';
import { browser, resetChannel } from './fake-channel.ts';

vi.mock('wxt/browser', async () => import('./fake-channel.ts'));

let theirs: FakePort[];
/** Whether somebody listens in the background. */
let isListening: boolean;

beforeEach(() => {
  resetChannel();
  theirs = [];
  isListening = true;
  browser.runtime.connect.mockImplementation(({ name }) => {
    const [here, there] = FakePort.pair(name, {});
    theirs.push(there);
    if (isListening) answerOver(there, (question) => question);
    else there.disconnect();
    return here;
  });
});

describe('a content script', () => {
  it('asks over one port', async () => {
    const ask = linkToBackground();
    await Promise.all([ask('overlayDisturbed', {}), ask('bringLabels', {})]);
    expect(browser.runtime.connect.mock.calls).toEqual([[{ name: 'page' }]]);
  });

  it('opens another when the background was stopped', async () => {
    const ask = linkToBackground();
    expect(await ask('bringLabels', {})).toBe('bringLabels');
    theirs[0]?.disconnect();
    await new Promise(setImmediate);
    expect(await ask('bringLabels', {})).toBe('bringLabels');
    expect(browser.runtime.connect).toHaveBeenCalledTimes(2);
  });

  it('hears that nobody listens', async () => {
    isListening = false;
    await expect(linkToBackground()('bringLabels', {})).rejects.toThrow(LinkLost);
  });

  it('of a Whence that is gone asks nobody', async () => {
    browser.runtime.id = undefined;
    browser.runtime.connect.mockImplementation(() => {
      throw new Error('Extension context invalidated.');
    });
    await expect(linkToBackground()('bringLabels', {})).rejects.toThrow(LinkLost);
    expect(isWhenceHere()).toBe(false);
  });

  it('lets go of its port when it asks nothing for a while', async () => {
    const ask = linkToBackground();
    await ask('bringLabels', {});
    vi.useFakeTimers();
    // Its timer was set by the clock before; the next one is by this.
    const asked = ask('bringLabels', {});
    await vi.advanceTimersByTimeAsync(10);
    await asked;
    const closed = vi.fn();
    theirs[0]?.onDisconnect.addListener(closed);
    await vi.advanceTimersByTimeAsync(10_000);
    vi.useRealTimers();
    expect(closed).toHaveBeenCalledOnce();
    await ask('bringLabels', {});
    expect(browser.runtime.connect).toHaveBeenCalledTimes(2);
  });
});
