import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { BindingAlgorithm, SoftBinding } from '../lib/model/soft-binding.ts';
import { algorithmWords, displayName } from '../lib/verdict/words.ts';

interface CodesTableProps {
  readonly bindings: readonly SoftBinding[];
  readonly algorithms: readonly BindingAlgorithm[];
  readonly t: PageTranslate;
}

/** The codes a record names, by the public names of their algorithms; one that is on no list by its own. */
export function CodesTable({ bindings, algorithms, t }: CodesTableProps) {
  return (
    <table class="signals">
      <thead>
        <tr>
          <th scope="col">{t('report.marks.algorithm')}</th>
          <th scope="col">{t('report.marks.id')}</th>
          <th scope="col">{t('report.marks.kind')}</th>
        </tr>
      </thead>
      <tbody>
        {bindings.map(({ alg }, index) => {
          const type = algorithms.find((each) => each.alg === alg)?.type;
          return (
            <tr key={index}>
              <th scope="row">
                <bdi>{algorithmWords(alg, algorithms)}</bdi>
              </th>
              <td class="says">
                <bdi class="mono">{displayName(alg)}</bdi>
              </td>
              <td class="says">{t(type === undefined ? 'report.marks.unlisted' : `report.marks.${type}`)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
