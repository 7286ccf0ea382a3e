import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { Unreadable } from '../../lib/bytes/source.ts';
import { findMatches, findMatchesOf, type Match, takesFingerprint } from '../../lib/fetch/soft-binding-api.ts';
import type { SoftBinding } from '../../lib/model/soft-binding.ts';

const MARK: SoftBinding = { alg: 'org.example.mark', value: 'AA+/', from: 'watermark' };
const RESOLVER = 'https://records.example/v1';
const signal = new AbortController().signal;

const answering = (body: string, status = 200) =>
  vi.fn<typeof fetch>().mockImplementation(async () => new Response(body, { status }));

function find(body: unknown): Promise<readonly Match[]> {
  const fetch = answering(typeof body === 'string' ? body : JSON.stringify(body));
  return findMatches(RESOLVER, MARK, { signal, fetch });
}

const whyOf = (asking: Promise<unknown>) =>
  asking.then(
    () => null,
    (error: unknown) => (error instanceof Unreadable ? error.why : error),
  );

it('asks without cookies, referrer or cache, and follows nobody', async () => {
  const fetch = answering('{"matches":[]}');
  expect(await findMatches(RESOLVER, MARK, { signal, fetch })).toEqual([]);
  expect(fetch).toHaveBeenCalledExactlyOnceWith(
    'https://records.example/v1/matches/byBinding?alg=org.example.mark&value=AA%2B%2F&maxResults=10',
    expect.objectContaining({
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      redirect: 'manual',
    }),
  );
});

it('names where each record is, the best match first', async () => {
  const matches = [
    { manifestId: 'urn:c2pa:weak', similarityScore: 10 },
    { manifestId: 'urn:c2pa:strong', similarityScore: 90, endpoint: 'https://other.example/v2/' },
    { manifestId: 'urn:c2pa:plain', similarityScore: '100', endpoint: null },
  ];
  expect(await find({ matches })).toEqual([
    {
      manifestId: 'urn:c2pa:strong',
      address: 'https://other.example/v2/manifests/urn%3Ac2pa%3Astrong',
      similarity: 90,
    },
    { manifestId: 'urn:c2pa:weak', address: `${RESOLVER}/manifests/urn%3Ac2pa%3Aweak`, similarity: 10 },
    { manifestId: 'urn:c2pa:plain', address: `${RESOLVER}/manifests/urn%3Ac2pa%3Aplain`, similarity: null },
  ]);
});

it.each(['', '.', '..', 'x'.repeat(513), 7, null, '\ud800'])(
  'takes no identifier that leads astray: %j',
  async (id) => {
    expect(await find({ matches: [{ manifestId: id }, { manifestId: '../../admin?a#b' }] })).toEqual([
      { manifestId: '../../admin?a#b', address: `${RESOLVER}/manifests/..%2F..%2Fadmin%3Fa%23b`, similarity: null },
    ]);
    expect(await whyOf(find({ matches: [{ manifestId: id }] }))).toBe('malformed');
  },
);

it('reads ten matches of ten thousand', async () => {
  const matches = Array.from({ length: 10_000 }, (_, index) => ({ manifestId: `urn:c2pa:${index}` }));
  expect(await find({ matches })).toHaveLength(10);
});

it('gives up on a store that stalls', async () => {
  const fetch: typeof globalThis.fetch = (_, init) =>
    new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
  expect(await whyOf(findMatches(RESOLVER, MARK, { signal, fetch, stallMs: 1 }))).toBe('timeout');
});

it('takes only a plain answer', async () => {
  for (const status of [201, 301, 401, 403, 404, 500]) {
    const fetch = answering('{"matches":[]}', status);
    expect(await whyOf(findMatches(RESOLVER, MARK, { signal, fetch }))).toBe('blocked');
  }
  const offline = () => Promise.reject(new TypeError('no network'));
  expect(await whyOf(findMatches(RESOLVER, MARK, { signal, fetch: offline }))).toBe('offline');
  const vast = `{"matches":[],"more":"${'x'.repeat(1024 * 1024)}"}`;
  expect(await whyOf(find(vast))).toBe('too-large');
});

it('answers any text with matches or a reason', async () => {
  const json = fc.oneof(
    fc.json(),
    fc.anything().map((matches) => JSON.stringify({ matches }) ?? ''),
    fc
      .array(fc.record({ manifestId: fc.anything(), endpoint: fc.anything(), similarityScore: fc.anything() }))
      .map((matches) => JSON.stringify({ matches }, (_, value) => (typeof value === 'bigint' ? 1 : value))),
    fc.string(),
  );
  await fc.assert(
    fc.asyncProperty(json, async (text) => {
      try {
        for (const { address } of await find(text)) expect(URL.canParse(address)).toBe(true);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
      }
    }),
  );
});

it.each([-1, 101, Number.NaN, '90', null, 1e9])('tells no likeness that is none: %j', async (similarityScore) => {
  expect(await find({ matches: [{ manifestId: 'urn:c2pa:1', similarityScore }] })).toMatchObject([
    { similarity: null },
  ]);
});

it('sends a file as what it is, without cookies or referrer, and follows nobody', async () => {
  const fetch = answering('{"matches":[{"manifestId":"urn:c2pa:1","similarityScore":80.4}]}');
  const file = Uint8Array.of(1, 2, 3);
  expect(await findMatchesOf(RESOLVER, file, 'image/webp', { signal, fetch })).toMatchObject([{ similarity: 80 }]);
  expect(fetch).toHaveBeenCalledExactlyOnceWith(
    `${RESOLVER}/matches/byContent?maxResults=10`,
    expect.objectContaining({
      method: 'POST',
      headers: { Accept: 'application/json', 'content-type': 'image/webp' },
      body: file,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'manual',
    }),
  );
  const large = new Uint8Array(8 * 1024 * 1024 + 1);
  expect(await whyOf(findMatchesOf(RESOLVER, large, 'image/webp', { signal, fetch }))).toBe('too-large');
  expect(fetch).toHaveBeenCalledOnce();
});

it.each([
  ['{"fingerprints":[{"alg":"io.iscc.v0"}]}', true],
  ['{"fingerprints":[{"alg":"io.iscc.v00"},null,7]}', false],
  ['{"watermarks":[{"alg":"io.iscc.v0"}]}', false],
  ['{"fingerprints":"io.iscc.v0"}', false],
  ['[]', false],
])('believes what a store says it takes: %s', async (body, isTaken) => {
  expect(await takesFingerprint(RESOLVER, 'io.iscc.v0', { signal, fetch: answering(body) })).toBe(isTaken);
});

it('takes deep, long and broken answers for none', async () => {
  const ask = (body: string) => takesFingerprint(RESOLVER, 'io.iscc.v0', { signal, fetch: answering(body) });
  expect(await whyOf(ask('{'))).toBe('malformed');
  expect(await whyOf(ask('['.repeat(500_000)))).toBe('malformed');
  const deep = '['.repeat(500_000) + ']'.repeat(500_000);
  expect([false, 'malformed']).toContain(await ask(deep).catch(() => 'malformed'));
  expect(await whyOf(ask(' '.repeat(1024 * 1024 + 1)))).toBe('too-large');
});
