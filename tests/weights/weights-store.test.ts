import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WeightsStore } from '../../lib/weights/weights-store.ts';

const FILE = Uint8Array.from({ length: 5000 }, (_, at) => at & 255);

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => vi.unstubAllGlobals());

it('keeps a file with its checksum, for whoever opens the store next, until it is removed', async () => {
  await new WeightsStore().keep('P', FILE.slice(), 'aa');
  const store = new WeightsStore();
  expect(await store.kept()).toEqual(new Map([['P', 'aa']]));
  expect(await store.read('P')).toEqual(FILE);
  expect(await store.read('Q')).toBeNull();
  await store.keep('Q', FILE.slice(0, 9), 'bb');
  await store.remove('P');
  expect(await store.kept()).toEqual(new Map([['Q', 'bb']]));
  expect(await store.read('P')).toBeNull();
});

it('says that nothing is there where the browser refuses, and does not pretend to keep or remove', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('refused', 'SecurityError');
    },
  });
  const store = new WeightsStore();
  expect(await store.kept()).toEqual(new Map());
  expect(await store.read('P')).toBeNull();
  await expect(store.keep('P', FILE.slice(), 'aa')).rejects.toThrow('refused');
  await expect(store.remove('P')).rejects.toThrow('refused');
  vi.stubGlobal('indexedDB', new IDBFactory());
  await store.keep('P', FILE.slice(), 'aa');
  expect((await store.kept()).size).toBe(1);
});

it('keeps nothing of a file whose writing fails halfway', async () => {
  const store = new WeightsStore();
  await store.keep('P', FILE.slice(), 'aa');
  const bad = { buffer: () => undefined } as unknown as Uint8Array<ArrayBuffer>;
  await expect(store.keep('Q', bad, 'bb')).rejects.toThrow(/clone/i);
  expect(await store.kept()).toEqual(new Map([['P', 'aa']]));
});
