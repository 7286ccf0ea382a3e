import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { formatDate, formatList } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Mark, Sighting, Work } from '../lib/model/work.ts';
import { displayName, hostOf } from '../lib/verdict/words.ts';
import { MatchedPart } from './MatchedPart.tsx';
import { SafeText } from './SafeText.tsx';
import { EvidenceStatus, type EvidenceState, SaveEvidence } from './SaveEvidence.tsx';
import { type LoadPicture, Thumbnail } from './Thumbnail.tsx';

/** What can be done with a sighting. */
export interface SightingActions {
  readonly onMark: (sighting: Sighting, mark: Mark | null) => void;
  /** Opens the page of the sighting. */
  readonly onVisit: (sighting: Sighting) => void;
  readonly onForget: (sighting: Sighting) => void;
  readonly onLetter: (sighting: Sighting, work: Work) => void;
  readonly onChoose: (place: number) => void;
  /** How far the pack of the sighting shown is. */
  readonly evidence: EvidenceState;
  /** Another sighting is shown. */
  readonly onShow: (sighting: Sighting, work: Work) => void;
  /** Called inside the click. */
  readonly onEvidence: () => void;
}

interface SightingViewProps extends SightingActions {
  readonly sighting: Sighting;
  readonly work: Work;
  readonly place: number;
  readonly all: number;
  readonly t: PageTranslate;
  readonly load: LoadPicture;
}

const ANSWERS = ['licensed-page', 'licensed-site', 'not-licensed', 'not-mine'] as const satisfies readonly Mark[];
const TITLE = 80;

/** One picture that looks like a work: both side by side, what was done to it, and the person's answer. */
export function SightingView(props: SightingViewProps) {
  const { sighting, work, place, all, t, load } = props;
  const { match, page, picture, mark } = sighting;
  const title = displayName(work.title, TITLE);
  useEffect(() => props.onShow(sighting, work), [sighting.id]);
  const choose = (other: number): void => {
    if (other >= 0 && other < all) props.onChoose(other);
  };
  return (
    <section class="sighting" aria-labelledby="sighting-title">
      <header>
        <h2 id="sighting-title" tabIndex={-1}>
          {t('sighting.title', { title })}
        </h2>
        <span class="second">
          {t('sighting.place', {
            place: place + 1,
            count: all,
            date: formatDate(sighting.lastSeen, t.language) ?? '',
            host: hostOf(page) ?? page.slice(0, TITLE),
          })}
        </span>
        <span class="space" />
        <button type="button" class="btn quiet" aria-disabled={place === 0} onClick={() => choose(place - 1)}>
          {t('sighting.previous')}
        </button>
        <button type="button" class="btn quiet" aria-disabled={place + 1 >= all} onClick={() => choose(place + 1)}>
          {t('sighting.next')}
        </button>
      </header>
      <div class="pair">
        <Side
          label={t('sighting.work')}
          ratio={work.width / work.height}
          caption={`${displayName(work.name, TITLE)} · ${work.width} × ${work.height}`}
        >
          <Thumbnail address={`work:${work.id}`} load={load} class="thumb" />
          {match.inWork !== null && <MatchedPart outline={match.inWork} name={t('sighting.region')} />}
        </Side>
        <Side label={t('sighting.copy')} caption={displayName(picture, 2 * TITLE)}>
          <Thumbnail address={picture} load={load} class="thumb" />
          {match.inCopy !== null && <MatchedPart outline={match.inCopy} name={t('sighting.region')} />}
        </Side>
      </div>
      <table class="facts-of-two">
        <thead>
          <tr>
            <td />
            <th scope="col">{t('sighting.work')}</th>
            <th scope="col">{t('sighting.copy')}</th>
          </tr>
        </thead>
        <tbody>
          <Row name={t('sighting.match')} work="—" copy={matchWords(sighting, t)} />
          <Row
            name={t('sighting.record')}
            work={
              work.facts.hasRecord ? displayName(work.facts.signer ?? t('sighting.has-record')) : t('sighting.none')
            }
            copy={t(`sighting.fate.${match.record}`)}
          />
          <Row name={t('sighting.credit')} work={creditOf(work, t)} copy={t(`sighting.fate.${match.credit}`)} />
          <Row name={t('sighting.page')} work="—" copy={displayName(sighting.pageTitle || page, 2 * TITLE)} />
          <Row
            name={t('sighting.seen')}
            work="—"
            copy={t('sighting.seen.when', {
              first: formatDate(sighting.firstSeen, t.language) ?? '',
              last: formatDate(sighting.lastSeen, t.language) ?? '',
            })}
          />
        </tbody>
      </table>
      <p class="second">
        <SafeText text={page} />
      </p>
      <div class="buttons" role="group" aria-label={t('sighting.answer')}>
        {ANSWERS.map((answer) => (
          <button
            type="button"
            key={answer}
            class="btn"
            aria-pressed={mark === answer}
            onClick={() => props.onMark(sighting, mark === answer ? null : answer)}
          >
            {t(`sighting.answer.${answer}`)}
          </button>
        ))}
        <span class="space" />
        <button type="button" class="btn link" onClick={() => props.onVisit(sighting)}>
          {t('sighting.visit')}
        </button>
        <SaveEvidence evidence={props.evidence} t={t} class="btn link" onSave={props.onEvidence} />
        <button type="button" class="btn link" onClick={() => props.onLetter(sighting, work)}>
          {t('sighting.letter')}
        </button>
        <button type="button" class="btn link" onClick={() => props.onForget(sighting)}>
          {t('sighting.forget')}
        </button>
      </div>
      <EvidenceStatus evidence={props.evidence} t={t} />
      <p class="muted small">{t('sighting.caveat')}</p>
    </section>
  );
}

function matchWords({ match }: Sighting, t: PageTranslate): string {
  const changes = match.changes.map((change) => t(`sighting.change.${change}`));
  const sure = t(`sighting.sure.${match.sureness}`);
  return changes.length === 0 ? sure : `${sure} ${t('sighting.changes', { changes: formatList(changes, t.language) })}`;
}

function creditOf({ facts }: Work, t: PageTranslate): string {
  const lines = [facts.creator, facts.credit, facts.copyright].filter((line) => line !== null);
  return lines.length === 0 ? t('sighting.none') : [...new Set(lines)].map((line) => displayName(line)).join(' · ');
}

function Row({ name, work, copy }: { readonly name: string; readonly work: string; readonly copy: string }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <bdi>{work}</bdi>
      </td>
      <td>
        <bdi>{copy}</bdi>
      </td>
    </tr>
  );
}

interface SideProps {
  readonly label: string;
  readonly caption: string;
  /** Width by height of the picture, where its small picture is to be drawn larger than it is. */
  readonly ratio?: number;
  readonly children: ComponentChildren;
}

function Side({ label, caption, ratio, children }: SideProps) {
  return (
    <figure>
      <div class="frame">
        <span class={ratio === undefined ? 'fitted' : 'fitted scaled'} style={{ '--ratio': ratio }}>
          {children}
        </span>
      </div>
      <figcaption>
        <b>{label}</b>
        <span>
          <bdi>{caption}</bdi>
        </span>
      </figcaption>
    </figure>
  );
}
