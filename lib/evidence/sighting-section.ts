import { formatDate, formatDateTime, formatList } from '../i18n/format.ts';
import type { PageTranslate } from '../i18n/page-translator.ts';
import type { Share } from '../model/work.ts';
import { displayName } from '../verdict/words.ts';
import type { Evidence, MatchFigures } from './evidence.ts';
import { facts } from './facts-table.ts';
import { html, type Markup } from './markup.ts';
import { inlinePicture, originalPicture } from './view-of.ts';

const MAX_SHOWN = 300;
/** What the catalog keeps small pictures as. */
const PICTURES = ['image/webp', 'image/png', 'image/jpeg'];

/** The work beside the enclosed file, with what both show, and the figures of the match; `null` where no work is meant. */
export function sightingSection(evidence: Evidence, t: PageTranslate): Markup | null {
  const { sighting: given } = evidence;
  if (given === undefined) return null;
  const { sighting, work, isPageOpen, picture, figures } = given;
  const { match } = sighting;
  const [own, copy] = [t('sighting.work'), t('sighting.copy')];
  const kept =
    picture !== null && PICTURES.includes(picture.type) ? inlinePicture(picture.type, picture.bytes, own) : null;
  const shown = (text: string): string | null => (text === '' ? null : displayName(text, MAX_SHOWN));
  const changes = match.changes.map((change) => t(`sighting.change.${change}`));
  return html`<section>
    <h2>${t('works.pack.heading')}</h2>
    <div class="pair">
      ${laid(kept, match.inWork, own)} ${laid(originalPicture(evidence, copy), match.inCopy, copy)}
    </div>
    ${facts([
      [t('works.field.title'), shown(work.title)],
      [t('works.field.creator'), shown(work.creator)],
      [t('works.field.licence'), shown(work.licence)],
      [t('works.file'), `${displayName(work.name, MAX_SHOWN)} · ${work.width} × ${work.height}`],
      [t('works.pack.registered'), formatDateTime(work.added, t.language)],
      [t('report.file.hash'), html`<code>${work.sha256}</code>`],
      ['ISCC', work.iscc],
      [t('sighting.match'), t(`sighting.sure.${match.sureness}`)],
      [
        t('works.pack.done'),
        changes.length === 0 ? null : t('sighting.changes', { changes: formatList(changes, t.language) }),
      ],
      [t('works.pack.figures'), figures === null ? t('works.pack.no-figures') : figureWords(figures, t)],
      [t('sighting.record'), t(`sighting.fate.${match.record}`)],
      [t('sighting.credit'), t(`sighting.fate.${match.credit}`)],
      [
        t('sighting.seen'),
        t('sighting.seen.when', {
          first: formatDate(sighting.firstSeen, t.language) ?? '',
          last: formatDate(sighting.lastSeen, t.language) ?? '',
        }),
      ],
      [t('sighting.answer'), sighting.mark === null ? null : t(`sighting.answer.${sighting.mark}`)],
    ])}
    ${isPageOpen ? null : html`<p class="note">${t('works.pack.page-closed')}</p>`}
    <p class="second">${t('works.pack.caveat')}</p>
  </section>`;
}

function figureWords({ pdqDistance, likeness, points, evidence, limits }: MatchFigures, t: PageTranslate): string {
  const hundredths = (value: number): string => (Math.round(value * 100) / 100).toLocaleString('en');
  const hash = t('works.pack.distance', { distance: String(pdqDistance) });
  if (likeness === null) return hash;
  const given = { likeness: hundredths(likeness), points, evidence: hundredths(evidence), ...limits };
  return `${hash} ${t('works.pack.evidence', given)}`;
}

function laid(picture: Markup | null, outline: readonly Share[] | null, name: string): Markup | null {
  if (picture === null) return null;
  const points = outline?.map(([x, y]) => `${percent(x)},${percent(y)}`).join(' ') ?? null;
  return html`<figure>
    <span class="laid"
      >${picture}${
        points === null
          ? null
          : html`<svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
              <polygon points="${points}" />
              <polygon points="${points}" />
            </svg>`
      }</span
    >
    <figcaption class="second">${name}</figcaption>
  </figure>`;
}

/** Out of a store that an imported catalog may have written. */
function percent(share: number): number {
  return Math.round(Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0)) * 1000) / 10;
}
