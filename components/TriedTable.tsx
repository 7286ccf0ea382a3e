import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { CandidateReason, Tried } from '../lib/model/original.ts';
import { displayName } from '../lib/verdict/words.ts';

/** Looked at, and not it; of all else it cannot be said. */
const LOOKED_AT: ReadonlySet<Tried['outcome']> = new Set([
  'same-file',
  'placeholder',
  'no-record',
  'another-shape',
  'another-picture',
]);
/** Characters of an address shown: enough to tell two sizes of a picture apart. */
const ADDRESS_LENGTH = 160;

/** The addresses of a search, where each came from, and why it was not taken. */
export function TriedTable({ tried, t }: { readonly tried: readonly Tried[]; readonly t: PageTranslate }) {
  return (
    <table class="signals answers">
      <thead>
        <tr>
          <th scope="col">{t('original.address')}</th>
          <th scope="col">{t('original.from')}</th>
          <th scope="col">{t('original.outcome')}</th>
        </tr>
      </thead>
      <tbody>
        {tried.map(({ url, why, outcome, pixels }) => (
          <tr key={url} class={LOOKED_AT.has(outcome) ? 'none' : 'not-checked'}>
            <th scope="row">
              <span class="dot" aria-hidden="true" />
              <bdi dir="ltr" class="address">
                {displayName(url, ADDRESS_LENGTH)}
              </bdi>
            </th>
            <td class="says">{whereFrom(why, t)}</td>
            <td class="says outcome">
              {t(`tried.${outcome}`)}
              {pixels !== null && (
                <>
                  {' · '}
                  <bdi dir="ltr">{`${pixels.width} × ${pixels.height}`}</bdi>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where an address comes from, in words. */
export function whereFrom(why: CandidateReason, t: PageTranslate): string {
  return isRule(why) ? t('original.from.rule') : t(`original.from.${why}`);
}

function isRule(why: CandidateReason): why is `rule ${string}` {
  return why.startsWith('rule ');
}
