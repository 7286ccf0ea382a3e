import { formatDate, formatList } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { RecordAction } from '../lib/model/report.ts';
import { displayName } from '../lib/verdict/words.ts';
import { Term } from './Term.tsx';

interface ActionTableProps {
  readonly actions: readonly RecordAction[];
  /** Public names of the codes the record names: what its watermarking actions put in. */
  readonly marks: readonly string[];
  readonly t: PageTranslate;
}

/** More actions than this are counted, not listed; the copied report has them all. */
const MAX_ROWS = 50;

/** What the record says was done, in its own terms. */
export function ActionTable({ actions, marks, t }: ActionTableProps) {
  const left = actions.length - MAX_ROWS;
  return (
    <>
      <table class="signals">
        <thead>
          <tr>
            <th scope="col">{t('report.actions.action')}</th>
            <th scope="col">
              <Term id="digital-source-type">{t('report.actions.source')}</Term>
            </th>
            <th scope="col">{t('report.actions.by')}</th>
          </tr>
        </thead>
        <tbody>
          {actions.slice(0, MAX_ROWS).map((action, index) => (
            <tr key={index}>
              <th scope="row">
                <bdi>{displayName(action.action)}</bdi>
              </th>
              <td class="says">
                <bdi>{displayName(action.digitalSourceType ?? '')}</bdi> {markWords(action.action, marks, t)}
              </td>
              <td class="says">{byWhom(action, t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && <p class="muted">{t('report.actions.more', { count: left })}</p>}
    </>
  );
}

/** What a watermarking action put in (C2PA 2.2 §18.15.2); an unbound mark leads to no record. */
function markWords(action: string, marks: readonly string[], t: PageTranslate): string | null {
  if (action === 'c2pa.watermarked.unbound') return t('report.actions.mark-unbound');
  const isBound = action === 'c2pa.watermarked' || action === 'c2pa.watermarked.bound';
  return isBound && marks.length > 0 ? formatList(marks, t.language) : null;
}

function byWhom({ by, when }: RecordAction, t: PageTranslate): string {
  const date = when === null ? null : formatDate(when, t.language);
  return [by === null ? null : displayName(by), date].filter((part) => part !== null).join(', ');
}
