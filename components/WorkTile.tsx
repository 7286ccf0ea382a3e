import { formatList } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Sighting, Work } from '../lib/model/work.ts';
import { displayName } from '../lib/verdict/words.ts';
import { type LoadPicture, Thumbnail } from './Thumbnail.tsx';

interface WorkTileProps {
  readonly work: Work;
  /** Of this work. */
  readonly sightings: readonly Sighting[];
  readonly t: PageTranslate;
  readonly load: LoadPicture;
  readonly onOpen: () => void;
}

/** Longest title, in characters. */
const TITLE = 80;

/** A work: its picture, its title, and where it stands. */
export function WorkTile({ work, sightings, t, load, onOpen }: WorkTileProps) {
  return (
    <li>
      <button type="button" class="work" onClick={onOpen}>
        <Thumbnail address={`work:${work.id}`} load={load} class="thumb" />
        <b>
          <bdi>{displayName(work.title, TITLE)}</bdi>
        </b>
        <span class="second">{lineOf(work, sightings, t)}</span>
      </button>
    </li>
  );
}

function lineOf({ isWholeOnly }: Work, sightings: readonly Sighting[], t: PageTranslate): string {
  if (sightings.length === 0) return t(isWholeOnly ? 'works.whole-only' : 'works.unseen');
  const without = sightings.filter(({ match }) => match.record === 'gone' || match.credit === 'gone').length;
  const parts = [t('works.sightings', { count: sightings.length })];
  if (without > 0) parts.push(t('works.without', { count: without }));
  return formatList(parts, t.language);
}
