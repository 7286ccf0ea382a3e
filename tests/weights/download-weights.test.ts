import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { downloadWeights } from '../../lib/weights/download-weights.ts';
import { PUBLISHED_WEIGHTS } from '../../lib/weights/published-weights.ts';
import { tinyDecoder } from '../support/tiny-onnx.ts';
import { openWeightsServer, type WeightsServer } from '../support/weights-server.ts';

const FILE = tinyDecoder();
let server: WeightsServer;
beforeAll(async () => (server = await openWeightsServer({ P: FILE })));
afterAll(() => server[Symbol.asyncDispose]());
afterEach(() => {
  server.fault = null;
  server.asked.length = 0;
  vi.useRealTimers();
});

function get({ published = server.published('P'), stop = new AbortController().signal } = {}) {
  const progress: number[] = [];
  const ports = { fetch, stop, onProgress: (received: number) => progress.push(received) };
  return { ending: downloadWeights(published, ports), progress };
}

describe('a published file', () => {
  it('comes whole, with its progress, and without telling who asks', async () => {
    const { ending, progress } = get();
    expect(await ending).toEqual(FILE);
    expect(progress[0]).toBe(0);
    expect(progress.at(-1)).toBe(FILE.length);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(server.asked).toEqual([{ path: '/models/decoder_P.onnx', cookie: undefined, referer: undefined }]);
  });

  it.each([
    ['cut', 'cut'],
    ['altered', 'altered'],
    ['longer', 'too-large'],
    ['page', 'web-page'],
    ['page-as-file', 'web-page'],
    ['missing', 'refused'],
  ] as const)('that comes %s is not taken, and why is told', async (fault, why) => {
    server.fault = fault;
    expect(await get().ending).toBe(why);
  });

  it('is asked of its other address where the first fails, and the first one’s reason is told', async () => {
    const { addresses, ...rest } = server.published('P');
    const gone = `${server.origin}/gone/decoder_X.onnx`;
    expect(await get({ published: { ...rest, addresses: [gone, ...addresses] } }).ending).toEqual(FILE);
    expect(await get({ published: { ...rest, addresses: [gone, 'http://127.0.0.1:1/'] } }).ending).toBe('refused');
    expect(await get({ published: { ...rest, addresses: ['http://127.0.0.1:1/'] } }).ending).toBe('offline');
  });

  it('that stops coming is given up after half a minute', async () => {
    server.fault = 'silent';
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { ending, progress } = get();
    await vi.waitUntil(() => (progress.at(-1) ?? 0) > 0);
    vi.advanceTimersByTime(29_999);
    vi.advanceTimersByTime(2);
    expect(await ending).toBe('cut');
    server.release();
  });

  it('is left where it is when the person stops it', async () => {
    server.fault = 'slow';
    const controller = new AbortController();
    const { ending, progress } = get({ stop: controller.signal });
    await vi.waitUntil(() => (progress.at(-1) ?? 0) > 0);
    controller.abort(new Error('stopped'));
    await expect(ending).rejects.toThrow('stopped');
    server.release();
  });
});

it('is offered as the reference sheet states it, over https', () => {
  expect(PUBLISHED_WEIGHTS.map(({ variant, size }) => [variant, size])).toEqual([
    ['P', 47_400_467],
    ['Q', 47_401_222],
  ]);
  for (const { addresses, sha256 } of PUBLISHED_WEIGHTS) {
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses) expect(new URL(address).protocol).toBe('https:');
  }
});
