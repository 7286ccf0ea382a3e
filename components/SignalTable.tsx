import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { SignalRow } from '../lib/verdict/words.ts';

/** Everything that was looked for, with the answer in a shape and a word. */
export function SignalTable({ rows, t }: { readonly rows: readonly SignalRow[]; readonly t: PageTranslate }) {
  return (
    <table class="signals answers">
      <thead>
        <tr>
          <th scope="col">{t('report.signals.looked-for')}</th>
          <th scope="col">{t('report.signals.says')}</th>
          <th scope="col">{t('report.signals.answer')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name} class={row.state}>
            <th scope="row">
              <span class="dot" aria-hidden="true" />
              {row.name}
            </th>
            <td class="says">{row.says}</td>
            <td>{row.answer}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
