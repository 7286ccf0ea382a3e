import { hasOtherBytes, isBrought, type PackIndex } from '../evidence/evidence.ts';
import { missingWords } from '../evidence/read-me.ts';
import type { PageTranslate } from '../i18n/page-translator.ts';

/** What a person must know of a pack that was saved: what is not in it, and what is not as expected. */
export function evidenceNotes(index: PackIndex, t: PageTranslate): readonly string[] {
  return [
    'missing' in index.original ? missingWords(index, t) : null,
    hasOtherBytes(index) ? t('pack.other-bytes') : null,
    'missing' in index.view && !isBrought(index) ? t(`pack.no-view.${index.view.missing}`) : null,
  ].filter((words) => words !== null);
}
