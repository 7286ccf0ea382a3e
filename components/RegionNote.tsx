import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Report } from '../lib/model/report.ts';
import { regionKey } from '../lib/verdict/words.ts';

/** The terms of the reader's own law, next to a label that says AI; nothing elsewhere. */
export function RegionNote({ report, t }: { readonly report: Report; readonly t: PageTranslate }) {
  const key = regionKey(report, t.language);
  return key === null ? null : <p class="second">{t(key)}</p>;
}
