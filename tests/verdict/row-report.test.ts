import { expect, it } from 'vitest';
import { pageTranslator } from '../../lib/i18n/page-translator.ts';
import { rowReport } from '../../lib/verdict/row-report.ts';
import { canFetchRecord, fetchFailure, groupOf, popupLines } from '../../lib/verdict/words.ts';
import { BASES, LABELS, reportFor, sampleRecord } from './sample-reports.ts';

const t = await pageTranslator('en', async () => null);

it.each(BASES.flatMap((basis) => LABELS.map((label) => ({ basis, label }))))(
  'leaves all that a row of $label · $basis tells',
  ({ basis, label }) => {
    const report = reportFor(label, basis);
    const row = rowReport(report);
    expect(popupLines(row, t)).toEqual(popupLines(report, t));
    for (const of of [groupOf, canFetchRecord, fetchFailure]) expect(of(row)).toEqual(of(report));
  },
);

it('keeps why a record elsewhere could not be fetched, and drops what no row shows', () => {
  const elsewhere = reportFor(null, 'record-elsewhere');
  const failed = { ...elsewhere, notChecked: [{ what: 'remote-manifest', why: 'needs-permission' } as const] };
  expect(fetchFailure(rowReport(failed))).toBe('needs-permission');
  const record = sampleRecord({ actions: [{ action: 'c2pa.edited', by: null, digitalSourceType: null, when: null }] });
  const signed = { ...reportFor('ai-generated', 'signed-trusted'), record, checked: ['tc260-aigc'] as const };
  expect(rowReport(signed)).toMatchObject({ signals: {}, checked: [], record: { signer: record.signer, actions: [] } });
});
