import { describe, expect, it } from 'vitest';
import type { Basis, Label } from '../../lib/model/verdict.ts';
import { isLabeled } from '../../lib/page/is-labeled.ts';
import { english } from '../../lib/i18n/english.ts';
import { badgeWords } from '../../lib/verdict/words.ts';
import { REPORT } from '../cache/sample-report.ts';

const LABELS: readonly Label[] = ['ai-generated', 'ai-edited', 'may-contain-ai', 'camera-captured', null];
const BASES: readonly Basis[] = [
  'signed-trusted',
  'signed-unrecognised',
  'signed-lapsed',
  'changed-since-signing',
  'record-broken',
  'record-elsewhere',
  'record-removed',
  'declared',
  'watermark',
  'page',
  'nothing-found',
  'could-not-check',
];

describe('isLabeled', () => {
  it.each(BASES)('agrees with the words: %s', (basis) => {
    for (const label of LABELS)
      expect(isLabeled({ basis, label }, true), String(label)).toBe(
        badgeWords({ ...REPORT, basis, label }, english) !== null,
      );
  });

  it('tells of a failure only who asked', () => {
    expect(isLabeled({ basis: 'could-not-check', label: null }, false)).toBe(false);
  });
});
