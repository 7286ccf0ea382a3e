import { describe, expect, it } from 'vitest';
import { english } from '../../lib/i18n/english.ts';
import { withPageClaim } from '../../lib/verdict/page-claim.ts';
import { ladderOf, sentenceOf } from '../../lib/verdict/words.ts';
import { BASES, sampleReport } from './sample-reports.ts';

const claim = (code: string) => ({ digitalSourceType: code });
const MADE = claim('https://schema.org/TrainedAlgorithmicMediaDigitalSource');

describe('the word of a page', () => {
  it('is the headline where nothing stronger speaks, and only there', () => {
    for (const basis of BASES) {
      const report = sampleReport({ basis, label: null });
      const told = withPageClaim(report, MADE);
      const isWeaker = ['nothing-found', 'could-not-check'].includes(basis);
      expect(told.basis, basis).toBe(isWeaker ? 'page' : basis);
      expect(told.pageSays).toEqual({ code: 'trainedAlgorithmicMedia', label: 'ai-generated' });
    }
  });

  it.each([
    ['TrainedAlgorithmicMediaDigitalSource', 'ai-generated', 'was made with AI.'],
    ['http://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource', 'ai-edited', 'was edited with AI.'],
    ['http://cv.iptc.org/newscodes/digitalsourcetype/composite', 'may-contain-ai', 'may contain parts made with AI.'],
  ])('%s is %s', (code, label, ending) => {
    const told = withPageClaim(sampleReport({ basis: 'nothing-found', label: null }), claim(code));
    expect(told).toMatchObject({ basis: 'page', label });
    expect(told.sentence).toBe(sentenceOf(told, english));
    expect(told.sentence).toMatch(/^This website says this image /);
    expect(told.sentence.endsWith(ending)).toBe(true);
  });

  it('may be a platform’s own label, which does not tell made with AI from changed with it', () => {
    const told = withPageClaim(sampleReport({ basis: 'nothing-found', label: null }), { aiLabel: 'aigcLabelType: 1' });
    expect(told).toMatchObject({ basis: 'page', label: 'may-contain-ai', pageSays: { code: 'aigcLabelType: 1' } });
    expect(ladderOf(told, english)[3]?.detail).toContain('says “aigcLabelType: 1”');
  });

  it.each(['DigitalCaptureDigitalSource', 'AlgorithmicMediaDigitalSource', 'Photograph', 'x'.repeat(999)])(
    'on no AI is no headline: %s',
    (code) => {
      const told = withPageClaim(sampleReport({ basis: 'nothing-found', label: null }), claim(code));
      expect(told).toMatchObject({ basis: 'nothing-found', label: null });
      expect(ladderOf(told, english)[3]).toMatchObject({ state: 'found' });
    },
  );

  it('is told as not read, as none, or as it is', () => {
    const report = sampleReport({ basis: 'nothing-found', label: null });
    expect(ladderOf(report, english)[3].state).toBe('not-checked');
    expect(ladderOf(withPageClaim(report, null), english)[3].state).toBe('none');
    expect(ladderOf(withPageClaim(report, MADE), english)[3].detail).toBe(
      'Its own metadata about this image says “trainedAlgorithmicMedia”: made with AI.',
    );
  });
});
