import { formatList } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { LookedAt, StanceLayer, StanceLine, StanceTable } from '../lib/model/stance.ts';
import { displayName } from '../lib/verdict/words.ts';
import { SafeText } from './SafeText.tsx';
import { Section } from './Section.tsx';

/** What is known of the rights in a thing, and how far the look for more is. */
export interface RightsState {
  readonly table: StanceTable;
  readonly isPageUnread: boolean;
  readonly look:
    /** Nobody can be asked about it: it is on no site. */
    | { readonly kind: 'none' }
    | { readonly kind: 'ready'; readonly hosts: readonly string[]; readonly needsAccess: boolean }
    | { readonly kind: 'looking'; readonly hosts: readonly string[] }
    | { readonly kind: 'done'; readonly lookedAt: readonly LookedAt[] };
}

interface RightsCardProps {
  readonly rights: RightsState;
  readonly t: PageTranslate;
  /** Asks the sites. Called inside the click. */
  readonly onLook: () => void;
}

/** Names told in one sentence; the table has them all. */
const NAMED = 4;

/** What file, server, page and site say on rights and AI training: the strictest word first, every line with its place. */
export function RightsCard(props: RightsCardProps) {
  return (
    <Section title={props.t('rights.title')}>
      <RightsLines {...props} />
    </Section>
  );
}

/** The same where a title stands above it already. */
export function RightsLines({ rights: { table, isPageUnread, look }, t, onLook }: RightsCardProps) {
  const { headline, saidBy, otherwise, turnedAway, lines } = table;
  return (
    <>
      <p class="say">
        {headline === 'unstated'
          ? t('rights.headline.unstated')
          : t(`rights.headline.${headline}`, { sources: placesOf(saidBy, t) })}
      </p>
      {otherwise.length > 0 && <p class="further-what">{t('rights.otherwise', { sources: placesOf(otherwise, t) })}</p>}
      {turnedAway.length > 0 && <p class="further-what">{t('rights.turned-away', { agents: named(turnedAway, t) })}</p>}
      <p class="further-what">{t('rights.lead')}</p>
      {isPageUnread && <p class="further-what">{t('rights.page-unread')}</p>}
      {lines.length > 0 && <LinesTable lines={lines} t={t} />}
      {look.kind === 'ready' && (
        <>
          <p class="further-what">
            {t('rights.not-looked')} {t('rights.contacts', { hosts: named(look.hosts, t) })}
            {look.needsAccess && ` ${t('rights.will-ask')}`}
          </p>
          <div class="buttons">
            <button type="button" class="btn" onClick={onLook}>
              {t('rights.look')}
            </button>
          </div>
        </>
      )}
      <div role="status">
        {look.kind === 'looking' && <p class="further-what">{t('rights.looking', { hosts: named(look.hosts, t) })}</p>}
        {look.kind === 'done' && <Looked lookedAt={look.lookedAt} t={t} />}
      </div>
    </>
  );
}

const LAYERS: readonly StanceLayer[] = ['file', 'headers', 'page', 'site'];

function LinesTable({ lines, t }: { readonly lines: readonly StanceLine[]; readonly t: PageTranslate }) {
  return (
    <table class="signals rights">
      <thead>
        <tr>
          <th scope="col">{t('rights.where')}</th>
          <th scope="col">{t('rights.says')}</th>
          <th scope="col">{t('rights.means')}</th>
        </tr>
      </thead>
      {LAYERS.map((layer) => {
        const ofLayer = lines.filter((line) => line.layer === layer);
        return (
          ofLayer.length > 0 && (
            <tbody key={layer}>
              {ofLayer.map((line, index) => (
                <tr key={index}>
                  <th scope="row">
                    {t(`rights.layer.${layer}`)} {line.source !== '' && <Mono text={line.source} />}
                  </th>
                  <td>
                    <FieldName line={line} t={t} /> {line.value !== '' && <SafeText text={line.value} />}
                  </td>
                  <td>{meaning(line, t)}</td>
                </tr>
              ))}
            </tbody>
          )
        );
      })}
    </table>
  );
}

/** What the file's report names has words; everything else is told as it stands there. */
function FieldName({ line: { layer, scope, field }, t }: { readonly line: StanceLine; readonly t: PageTranslate }) {
  const known = FILE_FIELDS.find((each) => each === field);
  if (layer === 'file' && scope === 'rights' && known !== undefined) return <>{t(`report.rights.${known}`)}:</>;
  return (
    <>
      <Mono text={field} />:
    </>
  );
}

const FILE_FIELDS = ['creator', 'credit', 'copyright', 'licence', 'licensor', 'identifiers'] as const;

function Mono({ text }: { readonly text: string }) {
  return (
    <bdi class="mono" dir="ltr">
      {displayName(text)}
    </bdi>
  );
}

function meaning({ stance, scope }: StanceLine, t: PageTranslate) {
  if (scope === 'rights' || stance === 'unstated') return <span class="muted">{t('rights.says-nothing')}</span>;
  const word = t(`report.training.${stance}`);
  if (scope === 'input' || scope === 'search' || scope === 'crawling')
    return <span class="muted">{t(`rights.scope.${scope}`, { stance: word })}</span>;
  return stance === 'prohibited' ? <strong>{word}</strong> : word;
}

function Looked({ lookedAt, t }: { readonly lookedAt: readonly LookedAt[]; readonly t: PageTranslate }) {
  const of = (outcome: string) => lookedAt.filter((each) => each.outcome === outcome).map((each) => placeName(each, t));
  const failed = lookedAt.flatMap(({ outcome, ...place }) =>
    outcome === 'found' || outcome === 'none'
      ? []
      : [t('rights.because', { source: placeName(place, t), why: t(`why-short.${outcome}`) })],
  );
  const [found, none] = [of('found'), of('none')];
  return (
    <>
      {found.length > 0 && <p class="further-what">{t('rights.looked', { sources: formatList(found, t.language) })}</p>}
      {none.length > 0 && <p class="further-what">{t('rights.none', { sources: formatList(none, t.language) })}</p>}
      {failed.length > 0 && (
        <p class="further-what">{t('rights.could-not-look', { sources: formatList(failed, t.language) })}</p>
      )}
    </>
  );
}

function placeName({ layer, source }: Pick<LookedAt, 'layer' | 'source'>, t: PageTranslate): string {
  return layer === 'headers' ? t('rights.headers-of', { host: displayName(source) }) : displayName(source);
}

/** Where lines stand, each place once. */
function placesOf(lines: readonly StanceLine[], t: PageTranslate): string {
  const places = lines.map(({ layer, source, field }) => {
    return layer === 'headers' ? placeName({ layer, source }, t) : displayName(`${source} ${field}`);
  });
  return listed(places, t);
}

function named(names: readonly string[], t: PageTranslate): string {
  return listed(
    names.map((name) => displayName(name)),
    t,
  );
}

/** Names that are safe to show, each once. */
function listed(names: readonly string[], t: PageTranslate): string {
  const distinct = [...new Set(names)];
  const more = distinct.length - NAMED;
  const told = distinct.slice(0, NAMED);
  return formatList(more > 0 ? [...told, `+${more}`] : told, t.language);
}
