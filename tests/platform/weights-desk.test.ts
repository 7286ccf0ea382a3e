import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TrustmarkVariant } from '../../lib/model/trustmark.ts';
import { WeightsDesk } from '../../lib/platform/weights-desk.ts';
import { tinyDecoder } from '../support/tiny-onnx.ts';
import { openWeightsServer, type WeightsServer } from '../support/weights-server.ts';

const FILES = { P: tinyDecoder({ side: 224 }), Q: tinyDecoder({ side: 256 }) };
let server: WeightsServer;
beforeAll(async () => (server = await openWeightsServer(FILES)));
afterAll(() => server[Symbol.asyncDispose]());

const kept = new Map<TrustmarkVariant, string>();
const allow = vi.fn<(origins: readonly string[]) => Promise<boolean>>();
const keep = vi.fn(
  async (variant: TrustmarkVariant, _bytes: Uint8Array, sha256: string) => void kept.set(variant, sha256),
);
const giveBack = vi.fn(async (_origins: readonly string[]) => undefined);
let hasAccess = false;
let shown: (number | null)[] = [];

function desk(): WeightsDesk {
  const made: WeightsDesk = new WeightsDesk({
    offered: [server.published('P'), server.published('Q')],
    store: { kept: async () => kept, keep, remove: async (variant) => void kept.delete(variant) },
    fetch,
    access: { has: async () => hasAccess, ask: allow, giveBack },
    onChange: () => shown.push(made.states()[0]?.received ?? null),
  });
  return made;
}

beforeEach(() => {
  kept.clear();
  shown = [];
  hasAccess = false;
  giveBack.mockClear();
  allow.mockReset().mockResolvedValue(true);
  keep.mockClear();
});
afterEach(() => {
  server.fault = null;
  server.asked.length = 0;
});

describe('a decoder', () => {
  it('is downloaded at a click, shown as it comes, kept, and not asked for again', async () => {
    const one = desk();
    await one.load();
    expect(one.states()).toMatchObject([
      { variant: 'P', size: FILES.P.length, hosts: ['127.0.0.1'], isKept: false, received: null, failure: null },
      { variant: 'Q', isKept: false },
    ]);
    const getting = one.get('P');
    expect(allow).toHaveBeenCalledExactlyOnceWith([`${server.origin}/*`]);
    expect(one.states()[0]?.received).toBe(0);
    expect(await getting).toBe(true);
    expect(shown).toContain(FILES.P.length);
    expect(shown[0]).toBe(0);
    expect(one.states()).toMatchObject([{ isKept: true }, { isKept: false }]);
    expect(await one.get('P')).toBe(true);
    expect(server.asked).toHaveLength(1);
    expect(giveBack).toHaveBeenCalledExactlyOnceWith([`${server.origin}/*`]);
    await one.remove('P');
    expect(one.states()[0]?.isKept).toBe(false);
    expect(kept.size).toBe(0);
  });

  it('is there for the next page, unless another file is published since', async () => {
    kept.set('P', server.published('P').sha256).set('Q', 'that of an older file');
    const one = desk();
    await one.load();
    expect(one.states()).toMatchObject([{ isKept: true }, { isKept: false }]);
  });

  it('needs no leave where Whence may read from every host, and gives none back', async () => {
    hasAccess = true;
    const one = desk();
    await one.load();
    expect(await one.get('P')).toBe(true);
    expect(allow).not.toHaveBeenCalled();
    expect(giveBack).not.toHaveBeenCalled();
  });

  it('is not asked for without leave', async () => {
    for (const refusal of [async () => false, () => Promise.reject(new Error('no prompt'))]) {
      allow.mockImplementation(refusal);
      const one = desk();
      await one.load();
      expect(await one.get('P')).toBe(false);
      expect(one.states()[0]).toMatchObject({ failure: 'not-allowed', received: null });
    }
    expect(server.asked).toHaveLength(0);
  });

  it.each(['cut', 'altered', 'longer', 'page'] as const)(
    'that comes %s is not kept, and can be asked for again',
    async (fault) => {
      const one = desk();
      server.fault = fault;
      expect(await one.get('P')).toBe(false);
      expect(one.states()[0]?.failure).not.toBeNull();
      expect(keep).not.toHaveBeenCalled();
      server.fault = null;
      expect(await one.get('P')).toBe(true);
      expect(one.states()[0]).toMatchObject({ isKept: true, failure: null });
    },
  );

  it('that the browser has no room for is not there', async () => {
    keep.mockRejectedValueOnce(new DOMException('full', 'QuotaExceededError'));
    const one = desk();
    expect(await one.get('P')).toBe(false);
    expect(one.states()[0]).toMatchObject({ isKept: false, failure: 'not-kept' });
  });

  it('can be stopped, which is no failure', async () => {
    server.fault = 'slow';
    const one = desk();
    const getting = one.get('P');
    await vi.waitUntil(() => (one.states()[0]?.received ?? 0) > 0);
    expect(await one.get('P')).toBe(false);
    one.stop('P');
    expect(await getting).toBe(false);
    expect(one.states()[0]).toMatchObject({ isKept: false, received: null, failure: null });
    expect(keep).not.toHaveBeenCalled();
    server.release();
  });
});
