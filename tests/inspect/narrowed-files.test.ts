import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TrustLists } from '../../lib/model/trust.ts';
import { parsePem } from '../../lib/trust/parse-pem.ts';
import { prepareSamples } from '../../scripts/samples/samples.ts';
import { listOf, lookAt, sameByAll } from '../support/by-all-lists.ts';
import { corpusDate, corpusFiles, corpusPem, corpusTrust, hasCorpus, readCorpusFile } from '../support/corpus.ts';
import { realEngine } from '../support/engine.ts';

/** After the end of every certificate in the samples and the corpus, whose signers' ends are before 2052. */
const LATER = new Date('2055-01-01');

const engine = realEngine();
afterEach(() => vi.useRealTimers());
const on = (day: Date) => vi.useFakeTimers({ toFake: ['Date'], now: day });

describe('the samples are judged as by all of each list', () => {
  let root: string;
  let files: readonly (readonly [string, Uint8Array])[];

  beforeAll(async () => {
    const { folder, trust, samples } = await prepareSamples();
    root = trust;
    files = await Promise.all(
      samples.map(async ({ file }) => [file, new Uint8Array(await readFile(join(folder, file)))] as const),
    );
  }, 120_000);

  it.each([
    ['today', new Date('2026-11-22')],
    ['when their certificates have lapsed', LATER],
  ])(
    '%s',
    async (_when, day) => {
      on(day);
      const bases = new Set<string>();
      for (const [name, bytes] of files) {
        const report = await sameByAll(bytes, [listOf('mine', root)], engine).catch((error: unknown) => {
          throw new Error(name, { cause: error });
        });
        bases.add(report.basis);
      }
      expect(bases).toContain(day === LATER ? 'signed-lapsed' : 'signed-trusted');
      expect(bases).toContain('changed-since-signing');
      expect(bases).toContain('record-broken');
    },
    60_000,
  );
});

describe.skipIf(!hasCorpus)('real files are judged as by all of each list', () => {
  /** The official list, the public test roots, which vouch for most of these files, and the timestamp authorities. */
  let lists: TrustLists;
  const paths = corpusFiles
    .map(([path]) => path)
    .filter((path) => /^(c2pa|ai-generators|signed-formats|hostile)\//.test(path));

  beforeAll(async () => {
    const extra = ['c2pa-test-roots.pem', 'c2pa-cli-test-anchors.pem', 'C2PA-TSA-TRUST-LIST.pem'];
    const pems = await Promise.all(
      extra.map(async (name) => {
        const pem = parsePem(await corpusPem(name));
        return listOf(name, pem.kind === 'parsed' ? pem.pem : '');
      }),
    );
    lists = [...(await corpusTrust()), ...pems];
  });

  it.each(paths)(
    '%s',
    async (path) => {
      const bytes = await readCorpusFile(path);
      on(corpusDate);
      await sameByAll(bytes, lists, engine);
      // While more of the certificates were valid, and when none is.
      on(new Date('2023-06-01'));
      await sameByAll(bytes, lists.toReversed(), engine);
      on(LATER);
      await sameByAll(bytes, lists.slice(0, 1), engine);
    },
    60_000,
  );

  it('with one question each, when the person has the official list', async () => {
    on(corpusDate);
    for (const path of paths) {
      const { asked, report } = await lookAt(await readCorpusFile(path), lists.slice(0, 1), engine);
      if (report.record !== null && report.basis !== 'could-not-check') expect([path, asked.length]).toEqual([path, 1]);
    }
  }, 60_000);
});
