import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import { displayName } from '../lib/verdict/words.ts';
import type { Registration } from '../lib/model/registration.ts';

interface AddingStatusProps {
  readonly adding: Registration;
  readonly t: PageTranslate;
  readonly onStop: () => void;
  readonly onResume: () => void;
}

/** Longest name of a file, in characters: folders count. */
const NAME = 120;

/** What became of the files that were brought to be registered. */
export function AddingStatus({ adding, t, onStop, onResume }: AddingStatusProps) {
  const { total, done, added, known, leftOut, leftOutCount, state } = adding;
  return (
    <section class="adding" aria-label={t('works.adding')}>
      <p>
        <span role="status">{t(`works.adding.${state}`, { count: state === 'done' ? added : done, total })}</span>
        {known > 0 && <> {t('works.adding.known', { count: known })}</>}
      </p>
      {state !== 'done' && (
        <div class="buttons">
          <progress max={total} value={done} aria-label={t('works.adding')} />
          {state === 'running' ? (
            <button type="button" class="btn quiet" onClick={onStop}>
              {t('works.stop')}
            </button>
          ) : (
            <button type="button" class="btn" onClick={onResume}>
              {t('works.resume')}
            </button>
          )}
        </div>
      )}
      {leftOutCount > 0 && (
        <details>
          <summary>{t('works.left-out', { count: leftOutCount })}</summary>
          <ul>
            {leftOut.map(({ name, why }, place) => (
              <li key={place}>
                <bdi>{displayName(name, NAME)}</bdi>:{' '}
                {t(why === 'no-picture' ? 'works.no-picture' : `why-short.${why}`)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
