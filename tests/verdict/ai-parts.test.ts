import { describe, expect, it } from 'vitest';
import { pageTranslator } from '../../lib/i18n/page-translator.ts';
import type { RecordAction, RecordNode, RecordReport } from '../../lib/model/report.ts';
import { aiPartsOf } from '../../lib/verdict/words/ai-parts.ts';
import { rawReport } from '../../lib/verdict/words/raw-report.ts';
import { sampleRecord, sampleReport } from './sample-reports.ts';
import { readWords } from '../support/read-words.ts';

const t = await pageTranslator('en-GB', readWords);

function step(action: string, digitalSourceType: string | null = null, by: string | null = null): RecordAction {
  return { action, digitalSourceType, by, when: null };
}

function node(over: Partial<RecordNode>): RecordNode {
  return {
    title: null,
    generator: null,
    relationship: 'componentOf',
    label: null,
    signer: null,
    signedAt: null,
    preview: null,
    parent: 0,
    hasRecord: true,
    broken: false,
    ...over,
  };
}

const parts = (over: Partial<RecordReport>) => aiPartsOf(sampleRecord(over), t);

describe('what AI did, as recorded', () => {
  it('is what the record lists with a source that is AI, and with what', () => {
    const actions = [step('c2pa.created', 'trainedAlgorithmicMedia', 'GPT-4o')];
    expect(parts({ actions })).toEqual({
      withAi: ['created with GPT-4o (trainedAlgorithmicMedia)'],
      without: [],
      unclear: [],
    });
  });

  it('names AI parts, and leaves open what has no record, or one that does not check out', () => {
    const tree = [
      node({ relationship: 'active', parent: null, label: 'ai-edited' }),
      node({ title: 'sky.png', label: 'ai-generated', generator: 'ChatGPT' }),
      node({ title: 'gulls.jpg', hasRecord: false }),
      node({ title: 'boat.jpg', broken: true, label: 'ai-generated' }),
      node({ title: 'harbor.dng', relationship: 'parentOf', label: 'camera-captured' }),
      node({ title: 'mix.jpg', label: 'may-contain-ai' }),
    ];
    const { withAi, without, unclear } = parts({ tree, editsMayBeMissing: true });
    expect(withAi).toEqual(['Placed sky.png: made with AI, with ChatGPT']);
    expect(without).toEqual([expect.stringMatching(/^Earlier version harbor\.dng: /)]);
    expect(unclear).toEqual([
      'Placed mix.jpg: may contain AI',
      '1 file without a record of its own.',
      '1 file whose record does not check out.',
      'Edits may be missing from the record.',
    ]);
  });

  it('takes silence for no statement: a crop without a source is not "without AI"', () => {
    const { withAi, without, unclear } = parts({ actions: [step('c2pa.cropped'), step('c2pa.color_adjustments')] });
    expect([withAi, without]).toEqual([[], []]);
    expect(unclear).toEqual(['Listed without saying how: cropped and colour adjusted.']);
  });

  it('joins the names of steps as the language does, and counts those beyond eight', async () => {
    const crop = [step('c2pa.cropped'), step('c2pa.resized')];
    const chinese = aiPartsOf(sampleRecord({ actions: crop }), await pageTranslator('zh-Hans', readWords));
    expect(chinese.unclear[0]).not.toContain(', ');
    expect(chinese.unclear[0]).toContain('和');
    const many = Array.from({ length: 11 }, (_, index) => step(`step.${index}`));
    expect(parts({ actions: many }).unclear[0]).toMatch(/step\.6, step\.7 and 3 more\.$/);
  });

  it.each([
    ['digitalCapture', 'without'],
    ['algorithmicMedia', 'without'],
    ['algorithmicallyEnhanced', 'without'],
    ['humanEdits', 'without'],
    ['compositeWithTrainedAlgorithmicMedia', 'withAi'],
    ['composite', 'unclear'],
    ['digitalArt', 'unclear'],
    ['empty', 'unclear'],
    ['somethingNew', 'unclear'],
  ] as const)('%s is %s', (source, side) => {
    const said = parts({ actions: [step('c2pa.edited', source)] });
    const full = Object.entries(said).flatMap(([name, lines]) => (lines.length === 0 ? [] : [name]));
    expect(full).toEqual([side]);
  });

  it('stays short, whatever a record lists', () => {
    const actions = Array.from({ length: 400 }, (_, index) =>
      step(`x.${index}`, index % 2 === 0 ? 'digitalArt' : null),
    );
    const tree = Array.from({ length: 100 }, (_, index) => node({ title: `${index}`, label: 'ai-generated' }));
    const { withAi, unclear } = parts({ actions, tree });
    expect(withAi).toHaveLength(6);
    expect(unclear.length).toBeLessThan(12);
    for (const line of unclear) expect(line.length).toBeLessThan(400);
  });
});

describe('the raw report', () => {
  it('shows what does not show, and is still JSON', () => {
    const source = 'https://x.example/\u202Egnp.exe\u200b\u{E0041}\u0007';
    const shown = rawReport(sampleReport({ source }));
    expect(shown).toContain('\\u202e');
    expect(shown).not.toMatch(/[\p{Cf}]|(?!\n)\p{Cc}/u);
    expect((JSON.parse(shown) as { source: string }).source).toBe(source);
  });

  it('ends somewhere', () => {
    expect(rawReport(sampleReport({ source: 'x'.repeat(300_000) })).length).toBeLessThan(101_000);
  });
});
