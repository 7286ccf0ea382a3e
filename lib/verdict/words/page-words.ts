import type { Translate } from '../../i18n/translate.ts';
import type { Report } from '../../model/report.ts';
import { displayName } from './display-name.ts';
import type { Rung } from './ladder.ts';

/** What the website says, where nothing stronger speaks. */
export function pageSentence({ label }: Report, t: Translate): string {
  if (label === 'ai-edited') return t('sentence.page-edited');
  return t(label === 'may-contain-ai' ? 'sentence.page-may' : 'sentence.page');
}

/** The website's own word beside stronger ones. */
export function pageRung({ pageSays }: Report, t: Translate): Rung {
  const name = t('rung.page');
  if (pageSays === undefined)
    return { name, state: 'not-checked', answer: t('answer.not-checked'), detail: t('rung.page.not-checked') };
  if (pageSays === null) return { name, state: 'none', answer: t('answer.none'), detail: t('rung.page.none') };
  const { code, label } = pageSays;
  const what = label === null ? t('rung.page.no-ai') : t(`says.${label}`);
  return {
    name,
    state: 'found',
    answer: t('answer.found'),
    detail: t('rung.page.says', { code: displayName(code), what }),
  };
}
