import inPageStyles from '../../components/in-page.css?inline';
import { badgeTranslator } from '../../lib/i18n/badge-translator.ts';
import { isRightToLeft } from '../../lib/i18n/translate.ts';
import overlayStyles from '../../lib/page/overlay.css?inline';
import type { PagePort, PageView } from '../../lib/page/page-port.ts';
import { badgeWords } from '../../lib/verdict/words.ts';

/** The words of one language and the looks of the badges of a page. */
export async function createView(language: string, port: Pick<PagePort, 'ask'>): Promise<PageView> {
  const t = await badgeTranslator(language, (part, tag) => port.ask('words', { part, tag }));
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
