import { formatDate } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Sighting, Work } from '../lib/model/work.ts';
import { displayName } from '../lib/verdict/words.ts';
import type { LetterKind } from './LetterView.tsx';

/** Longest address written out, in characters. */
const ADDRESS = 2_000;

/**
 * Drafts of a letter about a copy: a plain request, a notice under Article 16 of the EU Digital Services Act
 * (Regulation 2022/2065), and one under 17 U.S.C. § 512(c)(3). What only the person knows is left in brackets.
 */
export function letterDrafts(
  { page, picture, firstSeen }: Sighting,
  work: Work,
  t: PageTranslate,
): Record<LetterKind, string> {
  const filled = {
    title: displayName(work.title),
    creator: work.creator === '' ? t('letter.your-name') : displayName(work.creator),
    page: displayName(page, ADDRESS),
    picture: displayName(picture, ADDRESS),
    date: formatDate(firstSeen, t.language) ?? firstSeen,
    file: displayName(work.name),
    sha256: work.sha256,
  };
  return { plain: t('letter.plain', filled), dsa: t('letter.dsa', filled), dmca: t('letter.dmca', filled) };
}
