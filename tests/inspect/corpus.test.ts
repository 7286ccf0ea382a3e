import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { memorySource } from '../../lib/bytes/source.ts';
import type { EngineContext } from '../../lib/inspect/context.ts';
import { inspect } from '../../lib/inspect/inspect.ts';
import { decodePixels } from '../../scripts/inspect/decode-pixels.ts';
import { corpusDate, corpusFiles, corpusTrust, hasCorpus, readCorpusFile } from '../support/corpus.ts';
import { engineContext } from '../support/engine.ts';
import { pageTranslator } from '../../lib/i18n/page-translator.ts';
import { rowReport } from '../../lib/verdict/row-report.ts';
import { popupLines } from '../../lib/verdict/words.ts';

const t = await pageTranslator('en', async () => null);

describe.skipIf(!hasCorpus)('real files', () => {
  let context: EngineContext;

  beforeAll(async () => {
    // The validator asks the host's clock; certificates lapse, so the day of the expectations is fixed.
    vi.useFakeTimers({ toFake: ['Date'], now: corpusDate });
    context = { ...engineContext(await corpusTrust()), mayReadPixels: true, decodePixels };
  });
  afterAll(() => vi.useRealTimers());

  it.each(corpusFiles)('%s', async (path, expected) => {
    const bytes = await readCorpusFile(path);
    const report = await inspect({ source: memorySource(bytes), name: path }, context);
    if (report.basis === 'could-not-check' && report.why === 'unsupported') return;

    expect(expected.label).toContain(report.label);
    expect(expected.basis).toContain(report.basis);
    expect(popupLines(rowReport(report), t)).toEqual(popupLines(report, t));
    const mark = report.signals['dwt-dct'];
    if (mark?.kind === 'found') expect(mark.value).toMatchObject({ payload: expected.payload });
    const { reference } = expected;
    if (reference === undefined || report.record === null) return;
    expect([...report.record.failures].sort()).toEqual([...new Set(reference.failures)].sort());
    expect(report.record).toMatchObject({
      signer: reference.signer,
      organisation: reference.organisation,
      manifests: reference.manifests,
    });
  });

  it('reads the training preference of a record', async () => {
    const source = memorySource(await readCorpusFile('c2pa/C_with_CAWG_data.jpg'));
    const { rights } = await inspect({ source, name: 'x' }, context);
    expect(rights.training).toMatchObject({ stance: 'prohibited', sources: ['C2PA cawg.training-mining'] });
  });
});
