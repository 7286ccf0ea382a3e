import { formatList } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Report } from '../lib/model/report.ts';
import { displayName } from '../lib/verdict/words.ts';

interface OwnWorksProps {
  readonly report: Report;
  readonly t: PageTranslate;
  /** The page and the picture as sightings know them; `null` where no page shows it. */
  readonly place: { readonly page: string; readonly picture: string } | null;
}

/** Which of the person's works a picture looks like, and where both can be compared. */
export function OwnWorks({ report, t, place }: OwnWorksProps) {
  return (
    <>
      {(report.works ?? []).map(({ work, title, changes, record, credit }) => (
        <div class="note" key={work}>
          <p>
            {t('card.work', { title: displayName(title) })}{' '}
            {t('sighting.changes', {
              changes: formatList(
                changes.map((change) => t(`sighting.change.${change}`)),
                t.language,
              ),
            })}
          </p>
          <p>
            {t('sighting.record')}: {t(`sighting.fate.${record}`)} · {t('sighting.credit')}:{' '}
            {t(`sighting.fate.${credit}`)}
          </p>
          {place !== null && (
            <a
              target="_blank"
              href={`/works.html#sighting=${[work, place.page, place.picture].map(encodeURIComponent).join('&')}`}
            >
              {t('works.compare')}
            </a>
          )}
        </div>
      ))}
    </>
  );
}
