import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { LinkLost, type LinkPort, PortLink, answerOver } from '../../lib/messaging/port-link.ts';
import { FakePort } from '../platform/fake-extension.ts';

const echo = (name: string, body: unknown) => ({ name, body });

function pair(answer: (name: string, body: unknown) => unknown = echo) {
  const [here, there] = FakePort.pair('x', {});
  const sent = vi.spyOn(here, 'postMessage');
  const lost = vi.fn();
  answerOver(there, answer);
  return { link: new PortLink(here, lost), here, there, sent, lost };
}

describe('questions', () => {
  it('of one turn go as one message, and each has its own answer', async () => {
    const { link, sent } = pair();
    const answers = await Promise.all([link.ask('a', 1), link.ask('b', 2), link.ask('c', null)]);
    expect(answers).toEqual([
      { name: 'a', body: 1 },
      { name: 'b', body: 2 },
      { name: 'c', body: null },
    ]);
    expect(sent).toHaveBeenCalledOnce();
  });

  it('are answered as each is ready, not in their order', async () => {
    const order: string[] = [];
    const { promise, resolve } = Promise.withResolvers<string>();
    const { link } = pair((name) => (name === 'slow' ? promise : name));
    const slow = link.ask('slow', null).then(() => order.push('slow'));
    await link.ask('fast', null).then(() => order.push('fast'));
    resolve('');
    await slow;
    expect(order).toEqual(['fast', 'slow']);
  });

  it('that are refused say why', async () => {
    const { link } = pair(() => {
      throw new Error('no');
    });
    await expect(link.ask('a', 1)).rejects.toThrow('no');
  });

  it('that nobody waits for are answered nothing', async () => {
    const answer = vi.fn(() => 1);
    const { link, there } = pair(answer);
    const replied = vi.spyOn(there, 'postMessage');
    link.tell('a', 1);
    await vi.waitFor(() => expect(answer).toHaveBeenCalledExactlyOnceWith('a', 1));
    await new Promise(setImmediate);
    expect(replied).not.toHaveBeenCalled();
  });
});

describe('a port', () => {
  it('that breaks loses what was asked, and tells', async () => {
    const { link, there, lost } = pair(() => new Promise(() => undefined));
    const asked = link.ask('a', 1);
    there.disconnect();
    await expect(asked).rejects.toThrow(LinkLost);
    expect(lost).toHaveBeenCalledOnce();
  });

  it('that is closed already loses what is asked', async () => {
    const { link, here, lost } = pair();
    here.disconnect();
    await expect(link.ask('a', 1)).rejects.toThrow(LinkLost);
    expect(lost).toHaveBeenCalled();
  });
});

it('takes whatever is posted, and answers questions only', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (message) => {
      const said: unknown[] = [];
      let hear: (message: unknown) => void = () => undefined;
      const port: LinkPort = {
        postMessage: (letters) => void said.push(letters),
        disconnect: () => undefined,
        onMessage: { addListener: (listener) => void (hear = listener) },
        onDisconnect: { addListener: () => undefined },
      };
      answerOver(port, echo);
      expect(() => hear(message)).not.toThrow();
      expect(said).toEqual([]);
    }),
  );
});

it('takes a thousand letters of one message and no more', () => {
  const [here, there] = FakePort.pair('x', {});
  const answer = vi.fn();
  answerOver(there, answer);
  here.postMessage(Array.from({ length: 5_000 }, () => [0, 'a', 1]));
  return vi.waitFor(() => expect(answer).toHaveBeenCalledTimes(1_000));
});
