import { afterEach, describe, expect, it, vi } from 'vitest';
import type { MediaRequest } from '../../lib/messaging/protocol.ts';
import type { Report } from '../../lib/model/report.ts';
import { createMediaAsker } from '../../lib/page/ask-media.ts';
import type { PagePort } from '../../lib/page/page-port.ts';
import type { Medium, Spot } from '../../lib/page/spot.ts';

function medium(item: number, url = `https://a.example/${item}.png`): Medium {
  const made: Medium = {
    item,
    url,
    kind: 'image',
    spots: new Set(),
    isAsked: false,
    failures: 0,
    state: 'idle',
    report: null,
  };
  const element = {
    getAttribute: () => `picture ${item}`,
    getBoundingClientRect: () => ({ width: 320.4, height: 200 }),
  } as unknown as Element;
  const spot: Spot = { element, slot: 'content', medium: made, isNear: true, isInView: true };
  made.spots.add(spot);
  return made;
}

function setUp(
  answer: (request: MediaRequest) => Promise<Partial<Report>>,
  readOpening: PagePort['readOpening'] = async () => null,
) {
  const requests: MediaRequest[] = [];
  const gone: number[][] = [];
  const answered: number[] = [];
  const port: PagePort = {
    pageOpened: () => Promise.reject(new Error('not asked here')),
    async inspectMedia(request) {
      requests.push(request);
      return { notChecked: [], ...(await answer(request)) } as Partial<Report> as Report;
    },
    readOpening,
    mediaGone: (items) => void gone.push([...items]),
    openReport: () => {},
    overlayDisturbed: () => {},
    bringLabels: async () => {},
    bringCard: async () => {},
    ask: (async () => null) as PagePort['ask'],
    mediaSkipped: () => {},
    isAlive: () => true,
  };
  const life = new AbortController();
  const asker = createMediaAsker(port, ({ item }) => answered.push(item), life.signal);
  return { asker, requests, gone, answered, life };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('createMediaAsker', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('asks once, with what the background needs to know', async () => {
    const { asker, requests, answered } = setUp(async () => ({ basis: 'nothing-found' }));
    const one = medium(1);
    asker.want(one);
    asker.want(one);
    await settled();
    asker.want(one);
    await settled();
    expect(requests).toEqual([
      {
        item: 1,
        kind: 'image',
        url: 'https://a.example/1.png',
        alt: 'picture 1',
        width: 320,
        height: 200,
        bytesHint: null,
        asked: false,
        inline: null,
        opening: null,
      },
    ]);
    expect(answered).toEqual([1]);
  });

  it('asks nothing about what went away while its first bytes were read', async () => {
    const { promise, resolve } = Promise.withResolvers<null>();
    const { asker, requests } = setUp(
      async () => ({ basis: 'nothing-found' }),
      () => promise,
    );
    const one = medium(1);
    asker.want(one);
    await settled();
    one.spots.clear();
    asker.gone(one);
    resolve(null);
    await settled();
    expect(requests).toEqual([]);
  });

  it('asks once more about what had nothing when nobody asked', async () => {
    const { asker, requests } = setUp(async () => ({ basis: 'nothing-found' }));
    const one = medium(1);
    asker.want(one);
    await settled();
    asker.insist(one);
    await settled();
    expect(requests.map(({ asked }) => asked)).toEqual([false, true]);
  });

  it('has at most forty questions in flight', async () => {
    const { asker, requests } = setUp(() => new Promise(() => {}));
    for (let item = 1; item <= 50; item++) asker.want(medium(item));
    await settled();
    expect(requests).toHaveLength(40);
  });

  it('asks again after a failure, once', async () => {
    const { asker, requests, answered } = setUp(() => Promise.reject(new Error('gone')));
    asker.want(medium(1));
    await settled();
    await settled();
    expect(requests).toHaveLength(2);
    expect(answered).toEqual([]);
  });

  it('asks again for the person what was left out for its cost', async () => {
    const { asker, requests } = setUp(async ({ asked }) => ({
      basis: 'record-removed',
      notChecked: asked ? [] : [{ what: 'altered-copies', why: 'budget' }],
    }));
    const one = medium(1);
    asker.want(one);
    await settled();
    asker.insist(one);
    await settled();
    asker.insist(one);
    await settled();
    expect(requests.map(({ asked }) => asked)).toEqual([false, true]);
  });

  it('asks again for the person what could not be checked, and nothing else', async () => {
    const { asker, requests, answered } = setUp(async ({ asked }) => ({
      basis: asked ? 'declared' : 'could-not-check',
    }));
    const one = medium(1);
    asker.want(one);
    await settled();
    asker.insist(one);
    await settled();
    asker.insist(one);
    await settled();
    expect(requests.map(({ asked }) => asked)).toEqual([false, true]);
    expect(answered).toEqual([1, 1]);
  });

  it('does not ask what scrolled away, and tells only of what it had asked', async () => {
    const { asker, requests, gone } = setUp(async () => ({ basis: 'nothing-found' }));
    asker.pause();
    const [one, two] = [medium(1), medium(2)];
    asker.want(one);
    asker.want(two);
    for (const spot of one.spots) spot.isNear = false;
    asker.unwant(one);
    asker.resume();
    await settled();
    expect(requests.map(({ item }) => item)).toEqual([2]);
    asker.gone(one);
    asker.gone(two);
    await settled();
    expect(gone).toEqual([[2]]);
  });

  it('asks again about a stream when more of it was loaded, and not for ever', async () => {
    const loaded = [{ name: 'https://a.example/a.jpg' }];
    vi.stubGlobal('performance', { getEntriesByType: () => loaded, getEntriesByName: () => [] });
    const load = (name: string) => loaded.push({ name: `https://cdn.example/${name}` });
    const { asker, requests } = setUp(async () => {
      if (requests.length === 1) load('init.mp4');
      return { basis: 'could-not-check', why: requests.length === 1 ? 'stream' : 'piece' };
    });
    const one = Object.assign(medium(1), { kind: 'video' });
    asker.want(one);
    await settled();
    expect(requests).toHaveLength(2);
    load('picture.jpg');
    asker.renew(one);
    await settled();
    expect(requests).toHaveLength(2);
    for (let time = 0; time < 5; time++) {
      load(`${time}.m4s?x=1`);
      asker.renew(one);
      await settled();
    }
    expect(requests).toHaveLength(4);
  });

  it('asks nothing again that was answered, whatever is loaded', async () => {
    const { asker, requests } = setUp(async () => ({ basis: 'nothing-found' }));
    const one = medium(1);
    asker.want(one);
    await settled();
    vi.stubGlobal('performance', { getEntriesByType: () => [{ name: 'https://a.example/1.m4s' }] });
    asker.renew(one);
    await settled();
    expect(requests).toHaveLength(1);
  });

  it('sends a huge data: address without its bytes', async () => {
    const { asker, requests } = setUp(async () => ({ basis: 'could-not-check' }));
    asker.want(medium(1, `data:image/png;base64,${'A'.repeat(50_000_000)}`));
    await settled();
    expect(requests[0]?.url).toBe('data:image/png,');
  });
});
