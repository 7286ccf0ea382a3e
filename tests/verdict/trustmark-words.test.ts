import { describe, expect, it } from 'vitest';
import { pageTranslator } from '../../lib/i18n/page-translator.ts';
import type { Report } from '../../lib/model/report.ts';
import {
  badgeWords,
  ladderOf,
  layoutOf,
  limitsOf,
  popupLines,
  sentenceOf,
  signalRows,
  trustmarkWords,
} from '../../lib/verdict/words.ts';
import { sampleRecord, sampleReport } from './sample-reports.ts';

const english = await pageTranslator('en-GB', async () => null);

const VALUE = {
  says: null,
  tool: null,
  variant: 'P',
  schema: 1,
  alg: 'com.adobe.trustmark.P',
  value: btoa(`1*${'10'.repeat(30)}1`),
  hex: 'aaaaaaaaaaaaaaa8',
  text: 'WHENCE42' as unknown,
};
const coded = (value: unknown = VALUE, over: Partial<Report> = {}): Report =>
  sampleReport({
    basis: 'watermark',
    because: ['trustmark'],
    signals: { ...sampleReport().signals, trustmark: { kind: 'found', value } },
    ...over,
  });
const rung = (report: Report) => ladderOf(report, english)[2];

describe('a TrustMark code', () => {
  it('is a code in the pixels, and never a word on AI', () => {
    const report = coded();
    expect(badgeWords(report, english)).toBeNull();
    expect(sentenceOf(report, english)).toBe(
      'A TrustMark code is in the pixels. It can lead to a record kept elsewhere, and does not say whether AI made this image. Anyone can add it.',
    );
    expect(popupLines(report, english)).toEqual({
      label: 'Mark in the file',
      line: 'TrustMark code. Anyone can add it.',
    });
    expect(limitsOf(report, english)).toContain('who made');
    expect(rung(report)).toMatchObject({ state: 'found', detail: 'TrustMark P, which spells “WHENCE42”.' });
    expect(signalRows(report, english)[0]).toMatchObject({ name: 'TrustMark code', state: 'found' });
  });

  it('is shown by its digits where it spells nothing', () => {
    expect(rung(coded({ ...VALUE, text: null })).detail).toBe('TrustMark P, aaaaaaaaaaaaaaa8.');
  });

  it('is told beside a signed record, which keeps the headline', () => {
    const report = coded(VALUE, { basis: 'signed-trusted', record: sampleRecord(), recordFrom: 'file' });
    expect(sentenceOf(report, english)).not.toContain('TrustMark');
    expect(rung(report).state).toBe('found');
  });

  it('is read back out of a store with suspicion', () => {
    const bad: readonly unknown[] = [
      null,
      'text',
      {},
      { ...VALUE, hex: '<b>' },
      { ...VALUE, value: 'not base64 !' },
      { ...VALUE, value: btoa('9*01') },
      { ...VALUE, alg: 7 },
      { ...VALUE, schema: '1' },
    ];
    for (const value of bad) {
      const report = coded(value);
      expect(trustmarkWords(report)).toBeNull();
      expect(() => [rung(report), signalRows(report, english), popupLines(report, english)]).not.toThrow();
    }
    const hidden = trustmarkWords(coded({ ...VALUE, text: 'a\u202eb' }));
    expect(hidden?.text).not.toContain('\u202e');
    expect(hidden === null ? '' : layoutOf(hidden)).toBe('1, BCH_5');
  });

  it('that was not looked for is no part of the answer on watermarks', () => {
    const { trustmark: _, ...without } = sampleReport().signals;
    const report = sampleReport({ signals: without });
    expect(rung(report).state).toBe('none');
    expect(signalRows(report, english).map(({ name }) => name)).not.toContain('TrustMark code');
    const late = sampleReport({ signals: { ...without, trustmark: { kind: 'unanswered', why: 'budget' } } });
    expect(rung(late).state).toBe('not-checked');
  });
});
