import type { TabItem } from '../messaging/protocol.ts';
import { type Cell, csvOf } from './csv.ts';

const HEAD = [
  'address',
  'text',
  'kind',
  'label',
  'basis',
  'why',
  'signer',
  'organisation',
  'signed_at',
  'format',
  'size',
  'sha256',
  'sentence',
] as const;

/** Media of a tab as CSV, in the words of the report's own fields; what is still being read says so. */
export function itemsCsv(items: readonly Pick<TabItem, 'url' | 'alt' | 'kind' | 'report'>[]): string {
  const lines = items.map(({ url, alt, kind, report }): readonly Cell[] => {
    if (report === null) return [url, alt, kind, null, null, 'not-read-yet', ...Array<null>(7).fill(null)];
    const { record } = report;
    return [
      url,
      alt,
      kind,
      report.label,
      report.basis,
      report.why,
      record?.signer ?? null,
      record?.organisation ?? null,
      record?.signedAt ?? null,
      report.format,
      report.size,
      report.sha256,
      report.sentence,
    ];
  });
  return csvOf([HEAD, ...lines]);
}
