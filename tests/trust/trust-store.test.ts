import { beforeEach, describe, expect, it } from 'vitest';
import { type TrustPorts, TrustStore } from '../../lib/trust/trust-store.ts';
import { pemOf, pemOfMany } from './sample-pem.ts';

const BOTH = { useC2paList: true, useInterimList: true };
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let now: number;
let stored: unknown;
let bundled: unknown;
let asked: string[];
let files: Map<string, () => Response | Promise<Response>>;
let isStorageRefused: boolean;

const ports: TrustPorts = {
  now: () => new Date(now),
  fetch: async (input) => {
    const name = String(input).split('/').at(-1) ?? '';
    asked.push(name);
    return files.get(name)?.() ?? Promise.reject(new TypeError('no network'));
  },
  read: async () => {
    if (isStorageRefused) throw new Error('refused');
    return structuredClone(stored);
  },
  write: async (value) => {
    if (isStorageRefused) throw new Error('refused');
    stored = structuredClone(value);
  },
  bundled: async () => {
    if (bundled === null) throw new TypeError('no such file');
    return bundled;
  },
};

function publish(name: string, text: string, init?: ResponseInit): void {
  files.set(name, () => new Response(text, init));
}

function publishAll(count = 10): void {
  publish('C2PA-TRUST-LIST.pem', pemOfMany(count), { headers: { 'last-modified': 'Wed, 01 Jul 2026 00:00:00 GMT' } });
  publish(
    'C2PA-TRUST-LIST.json',
    JSON.stringify({ LoTE: { ListAndSchemeInformation: { ListIssueDateTime: '2026-08-05T00:11:39Z' } } }),
  );
  publish('anchors.pem', pemOf(1));
  publish('allowed.pem', pemOf(2) + pemOf(3));
}

async function stateOf(store: TrustStore, id: string) {
  return (await store.states(BOTH)).find((state) => state.id === id);
}

beforeEach(() => {
  now = Date.parse('2026-11-22T12:00:00Z');
  stored = undefined;
  bundled = null;
  asked = [];
  files = new Map();
  isStorageRefused = false;
});

describe('the published lists', () => {
  it('are fetched with their dates', async () => {
    publishAll();
    const store = new TrustStore(ports);
    await store.refresh();
    const fetched = new Date(now).toISOString();
    expect(await store.states(BOTH)).toEqual([
      {
        id: 'c2pa',
        kind: 'c2pa',
        name: 'c2pa',
        certificates: 10,
        issued: '2026-08-05T00:11:39Z',
        fetched,
        problem: null,
        enabled: true,
      },
      {
        id: 'interim',
        kind: 'interim',
        name: 'interim',
        certificates: 3,
        issued: '2026-01-01',
        fetched,
        problem: null,
        enabled: true,
      },
    ]);
    const { lists } = await store.inForce(BOTH);
    expect(lists.map(({ kind, allowedPem }) => [kind, allowedPem])).toEqual([
      ['c2pa', null],
      ['interim', pemOf(2) + pemOf(3)],
    ]);
  });

  it('take the date of the file where the twin has none', async () => {
    publishAll();
    publish('C2PA-TRUST-LIST.json', '{');
    const store = new TrustStore(ports);
    await store.refresh();
    expect((await stateOf(store, 'c2pa'))?.issued).toBe('2026-07-01T00:00:00.000Z');
  });

  it('are kept across a restart', async () => {
    publishAll();
    await new TrustStore(ports).refresh();
    const { lists } = await new TrustStore(ports).inForce(BOTH);
    expect(lists).toHaveLength(2);
  });

  it('are left out when turned off, which changes the version', async () => {
    publishAll();
    const store = new TrustStore(ports);
    await store.refresh();
    const both = await store.inForce(BOTH);
    const one = await store.inForce({ useC2paList: true, useInterimList: false });
    expect(one.lists.map(({ kind }) => kind)).toEqual(['c2pa']);
    expect(one.version).not.toBe(both.version);
    expect((await store.inForce(BOTH)).version).toBe(both.version);
  });

  it('keep their version when a refresh brings the same', async () => {
    publishAll();
    const store = new TrustStore(ports);
    await store.refresh();
    const before = await store.inForce(BOTH);
    now += DAY;
    await store.refresh();
    expect(await store.inForce(BOTH)).toEqual(before);
  });

  it('come with the build until the first refresh', async () => {
    const list = {
      id: 'c2pa',
      kind: 'c2pa',
      name: 'C2PA trust list',
      issued: '2026-01-01',
      fetched: '2026-01-02',
      anchorsPem: pemOf(9),
      allowedPem: null,
    };
    bundled = {
      lists: [
        list,
        { ...list, id: 'custom-1', kind: 'custom' },
        { ...list, id: 'interim', kind: 'interim', anchorsPem: 'x' },
      ],
    };
    const store = new TrustStore(ports);
    expect((await store.inForce(BOTH)).lists.map(({ anchorsPem }) => anchorsPem)).toEqual([pemOf(9)]);
    publishAll();
    await store.refresh();
    expect(await stateOf(store, 'c2pa')).toMatchObject({ certificates: 10 });
  });
});

describe('when they are refreshed', () => {
  it('at the first start, then daily', async () => {
    publishAll();
    const store = new TrustStore(ports);
    await store.refreshIfDue();
    expect(asked.length).toBeGreaterThan(0);
    asked = [];
    now += DAY - 1;
    await store.refreshIfDue();
    expect(asked).toEqual([]);
    now += 1;
    await store.refreshIfDue();
    expect(asked.length).toBeGreaterThan(0);
  });

  it('no sooner than an hour after an attempt that failed, also across restarts', async () => {
    await new TrustStore(ports).refreshIfDue();
    asked = [];
    now += HOUR - 1;
    await new TrustStore(ports).refreshIfDue();
    expect(asked).toEqual([]);
    now += 1;
    await new TrustStore(ports).refreshIfDue();
    expect(asked.length).toBeGreaterThan(0);
  });

  it('once for all who ask at the same time', async () => {
    publishAll();
    const store = new TrustStore(ports);
    await Promise.all([store.refresh(), store.refresh(), store.refreshIfDue()]);
    expect(asked.filter((name) => name === 'anchors.pem')).toHaveLength(1);
  });
});

describe('a bad copy', () => {
  it.each<[string, () => void, object]>([
    ['unreachable', () => files.clear(), { code: 'unreachable' }],
    ['an error', () => publish('C2PA-TRUST-LIST.pem', 'no', { status: 500 }), { code: 'refused', status: 500 }],
    ['a web page', () => publish('C2PA-TRUST-LIST.pem', '<html>Sign in</html>'), { code: 'web-page' }],
    ['empty', () => publish('C2PA-TRUST-LIST.pem', ''), { code: 'empty' }],
    ['cut off', () => publish('C2PA-TRUST-LIST.pem', pemOfMany(10).slice(0, -20)), { code: 'cut-off' }],
    ['enormous', () => publish('C2PA-TRUST-LIST.pem', pemOf(1) + 'x'.repeat(3_000_000)), { code: 'too-large' }],
    ['less than half', () => publish('C2PA-TRUST-LIST.pem', pemOfMany(4)), { code: 'shrunk', now: 4, before: 10 }],
    [
      'older',
      () =>
        publish(
          'C2PA-TRUST-LIST.json',
          JSON.stringify({ LoTE: { ListAndSchemeInformation: { ListIssueDateTime: '2026-01-01T00:00:00Z' } } }),
        ),
      { code: 'older' },
    ],
  ])('%s: the last good one stays, and it is said', async (_name, spoil, problem) => {
    publishAll();
    const store = new TrustStore(ports);
    await store.refresh();
    const before = await store.inForce(BOTH);
    spoil();
    await store.refresh();
    expect(await store.inForce(BOTH)).toEqual(before);
    const state = await stateOf(store, 'c2pa');
    expect(state?.problem).toEqual(problem);
    expect(await stateOf(new TrustStore(ports), 'c2pa')).toEqual(state);
  });

  it('moved to an address that is not secure is not taken', async () => {
    publishAll();
    files.set('C2PA-TRUST-LIST.pem', () => {
      const response = new Response(pemOf(1));
      Object.defineProperty(response, 'url', { value: 'http://example.org/list.pem' });
      return response;
    });
    const store = new TrustStore(ports);
    await store.refresh();
    expect(await stateOf(store, 'c2pa')).toMatchObject({
      certificates: 0,
      problem: { code: 'moved' },
    });
  });

  it('with half of the certificates is taken', async () => {
    publishAll();
    const store = new TrustStore(ports);
    await store.refresh();
    publish('C2PA-TRUST-LIST.pem', pemOfMany(5));
    await store.refresh();
    expect(await stateOf(store, 'c2pa')).toMatchObject({ certificates: 5, problem: null });
  });

  it('in storage is as good as none', async () => {
    publishAll();
    await new TrustStore(ports).refresh();
    const [list] = (stored as { lists: object[] }).lists;
    for (const bad of [
      null,
      7,
      { lists: 'all' },
      { lists: [7, null, { ...list, anchorsPem: 'x' }, { ...list, kind: 'evil' }] },
    ]) {
      stored = bad;
      expect((await new TrustStore(ports).inForce(BOTH)).lists).toEqual([]);
    }
  });
});

describe("a person's own list", () => {
  it('is added, named, and removed', async () => {
    const store = new TrustStore(ports);
    await store.add('My newsroom', `text\n${pemOf(7)}`);
    await store.add('My newsroom, again', pemOf(7));
    const custom = (await store.states(BOTH)).filter(({ kind }) => kind === 'custom');
    expect(custom).toMatchObject([{ name: 'My newsroom, again', certificates: 1, enabled: true }]);
    expect((await store.inForce({ useC2paList: false, useInterimList: false })).lists).toMatchObject([
      { kind: 'custom', anchorsPem: pemOf(7) },
    ]);
    await store.remove(custom[0]?.id ?? '');
    expect((await store.inForce(BOTH)).lists).toEqual([]);
  });

  it('is refused when it holds no certificates', async () => {
    await expect(new TrustStore(ports).add('x', 'hello')).rejects.toThrow('empty');
  });

  it('is the only kind that can be removed', async () => {
    publishAll();
    const store = new TrustStore(ports);
    await store.refresh();
    await store.remove('c2pa');
    expect(await stateOf(store, 'c2pa')).toMatchObject({ certificates: 10 });
  });

  it('counts until the background stops where storage is refused, and the person is told', async () => {
    isStorageRefused = true;
    const store = new TrustStore(ports);
    await expect(store.add('mine', pemOf(7))).rejects.toThrow('refused');
    expect((await store.inForce(BOTH)).lists).toHaveLength(1);
    await store.refreshIfDue();
  });

  it('added elsewhere is seen after a reload', async () => {
    const store = new TrustStore(ports);
    await store.inForce(BOTH);
    await new TrustStore(ports).add('mine', pemOf(7));
    store.reload();
    expect((await store.inForce(BOTH)).lists).toHaveLength(1);
  });
});
