import { beforeEach, describe, expect, it, vi } from 'vitest';
import { replyText } from '../../lib/messaging/envelope.ts';
import { BackgroundGone, Declined, askBackground } from '../../lib/messaging/ask-background.ts';
import { browser, resetChannel } from './fake-channel.ts';

vi.mock('wxt/browser', async () => import('./fake-channel.ts'));

beforeEach(resetChannel);

async function failure(): Promise<unknown> {
  return askBackground('getSettings', {}).then(
    () => null,
    (error: unknown) => error,
  );
}

describe('asking', () => {
  it('says which family the message is of', async () => {
    browser.runtime.sendMessage.mockResolvedValue(replyText({ ok: true, value: 5 }));
    expect(await askBackground('getSettings', {})).toBe(5);
    expect(browser.runtime.sendMessage.mock.calls.flat()).toEqual([
      { whence: 'from-extension', name: 'getSettings', body: {} },
    ]);
  });

  it('a refusal is Declined, with the reason', async () => {
    browser.runtime.sendMessage.mockResolvedValue(replyText({ ok: false, error: 'no' }));
    expect(await failure()).toEqual(new Declined('no'));
  });

  it.each([
    [
      'nobody listens',
      () => Promise.reject(new Error('Could not establish connection. Receiving end does not exist.')),
    ],
    ['the answer is lost', () => Promise.resolve(undefined)],
    ['the answer is no reply', () => Promise.resolve('{"ok":')],
    ['the answer is of another shape', () => Promise.resolve({ ok: true, value: 5 })],
  ])('%s: can be asked again', async (_name, answer) => {
    browser.runtime.sendMessage.mockImplementation(answer);
    const error = await failure();
    expect(error).toBeInstanceOf(BackgroundGone);
  });
});
