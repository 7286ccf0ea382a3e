import { render } from 'preact';
import { Card } from '../../components/Card.tsx';
import cardStyles from '../../components/in-page-card.css?inline';
import { translator } from '../../lib/i18n/translator.ts';
import { termOf } from '../../lib/verdict/words/glossary.ts';
import type { CardView } from '../../lib/page/card-kit.ts';
import type { PagePort } from '../../lib/page/page-port.ts';
import { cardWorkDesk } from './card-work-desk.ts';

/** The words of one language and the looks of the components, for the cards of a page. */
export async function createCardView(language: string, port: Pick<PagePort, 'ask'>): Promise<CardView> {
  const t = await translator(language, (part, tag) => port.ask('words', { part, tag }));
  return {
    styles: [cardStyles],
    mount(container, report, mark, { close, openReport, title, spot }) {
      const works = cardWorkDesk(spot, port);
      render(
        <Card
          {...{ report, title, t, mark, works }}
          onClose={close}
          onSeeAll={openReport}
          onMeaning={() => void port.ask('openTerm', { term: termOf(report.basis) })}
          onCopy={() => copy(report)}
        />,
        container,
      );
      return () => {
        render(null, container);
        works.settle();
      };
    },
  };
}

function copy(report: object): Promise<void> {
  return navigator.clipboard.writeText(JSON.stringify(report, null, 2));
}
