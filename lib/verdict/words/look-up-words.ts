import type { Translate } from '../../i18n/translate.ts';
import type { LookUp } from '../../model/look-up.ts';
import type { Report } from '../../model/report.ts';
import type { BindingAlgorithm } from '../../model/soft-binding.ts';
import { displayName } from './display-name.ts';
import { canLookUp } from './further-steps.ts';
import type { Rung } from './ladder.ts';
import { lookedUpSentence } from './sentence.ts';

/** An algorithm by its public name; by the name in the record where the list does not know it. */
export function algorithmWords(alg: string, algorithms: readonly BindingAlgorithm[]): string {
  return displayName(algorithms.find((each) => each.alg === alg)?.name ?? alg, 120);
}

/** Why a record store that was asked gave no answer; `null` when it gave one. */
export function lookUpFailure({ answer }: LookUp, t: Translate): string | null {
  if (answer.kind !== 'unanswered') return null;
  if (answer.why === 'unsupported') return t('agency.takes-none');
  return answer.why === 'needs-consent' ? t('look-up.elsewhere') : t(`not-fetched.${answer.why}`);
}

/** The rung of look-ups: what came of asking, or what could be asked. */
export function lookUpRung(report: Report, t: Translate): Omit<Rung, 'name'> {
  const { lookUp } = report;
  if (lookUp === null) {
    const detail = t(canLookUp(report) ? 'rung.elsewhere.can-ask' : 'rung.elsewhere.no-code');
    return { state: 'not-checked', answer: t('answer.not-checked'), detail };
  }
  const host = displayName(lookUp.host);
  const why = lookUpFailure(lookUp, t);
  if (why !== null)
    return { state: 'not-checked', answer: t('answer.not-checked'), detail: t('rung.elsewhere.failed', { host, why }) };
  return lookUp.answer.kind === 'absent'
    ? { state: 'none', answer: t('answer.none'), detail: t('rung.elsewhere.none', { host }) }
    : { state: 'found', answer: t('answer.found'), detail: lookedUpSentence(report, t) };
}
