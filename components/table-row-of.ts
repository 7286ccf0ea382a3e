import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { TabItem } from '../lib/messaging/protocol.ts';
import type { Basis } from '../lib/model/verdict.ts';
import type { TableRow } from '../lib/table/table-row.ts';
import { displayName, hostOf, popupLines } from '../lib/verdict/words.ts';
import { shortAddress } from './short-address.ts';

/** Strongest first (DESIGN §3). */
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

/** One medium of a tab in words. */
export function tableRowOf(item: TabItem, t: PageTranslate): TableRow {
  const { frame, report, kind, url } = item;
  return {
    key: `${frame}/${item.item}`,
    name: shortAddress(item),
    label: report === null ? t('popup.waiting') : popupLines(report, t).label,
    basis: report === null ? t('popup.waiting') : t(`table.basis.${report.basis}`),
    rank: report === null ? BASES.length : BASES.indexOf(report.basis),
    kind: t(`table.kind.${kind}`),
    format: report === null || report.format === 'application/octet-stream' ? '' : report.format,
    size: report?.size ?? null,
    host: displayName(hostOf(url) ?? ''),
  };
}
