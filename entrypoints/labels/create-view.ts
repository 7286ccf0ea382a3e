import inPageStyles from '../../components/in-page.css?inline';
import { badgeTranslator } from '../../lib/i18n/badge-translator.ts';
import type { LoadWords } from '../../lib/i18n/load-words.ts';
import { isRightToLeft } from '../../lib/i18n/translate.ts';
import overlayStyles from '../../lib/page/overlay.css?inline';
import type { PageView } from '../../lib/page/page-port.ts';
import { badgeWords } from '../../lib/verdict/words.ts';

/** The words of one language and the looks of the badges of a page. */
export async function createView(tag: string, load: LoadWords): Promise<PageView> {
  const t = await badgeTranslator(tag, load);
  return {
    styles: [inPageStyles, overlayStyles],
    language: t.language,
    isRightToLeft: isRightToLeft(t.language),
    badgeWords: (report) => badgeWords(report, t),
    badgeName({ full: { label, basis } }, subject) {
      const text = basis === null ? label : `${label}, ${basis}`;
      return subject === '' ? text : t('badge.name', { label: text, subject });
    },
  };
}
