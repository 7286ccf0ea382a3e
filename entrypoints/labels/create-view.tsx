import { render } from 'preact';
import { Card } from '../../components/Card.tsx';
import inPageStyles from '../../components/in-page.css?inline';
import { isRightToLeft } from '../../lib/i18n/translate.ts';
import { translator } from '../../lib/i18n/translator.ts';
import overlayStyles from '../../lib/page/overlay.css?inline';
import type { PageView } from '../../lib/page/page-port.ts';
import { badgeWords } from '../../lib/verdict/words.ts';

/** The words of one language and the looks of the components, for the labels of a page. */
export async function createView(language: string): Promise<PageView> {
  const t = await translator(language);
  return {
    styles: [inPageStyles, overlayStyles],
    language: t.language,
    isRightToLeft: isRightToLeft(t.language),
    badgeWords: (report) => badgeWords(report, t),
    badgeName({ full: { label, basis } }, subject) {
      const text = basis === null ? label : `${label}, ${basis}`;
      return subject === '' ? text : t('badge.name', { label: text, subject });
    },
    mountCard(container, report, mark, { close, openReport }) {
      render(
        <Card report={report} t={t} mark={mark} onClose={close} onSeeAll={openReport} onCopy={() => copy(report)} />,
        container,
      );
      return () => render(null, container);
    },
  };
}

function copy(report: object): Promise<void> {
  return navigator.clipboard.writeText(JSON.stringify(report, null, 2));
}
