import type { ComponentChildren } from 'preact';
import { formatBytes } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { TabItem } from '../lib/messaging/protocol.ts';
import type { Report } from '../lib/model/report.ts';
import {
  displayName,
  limitOf,
  popupLines,
  sentenceOf,
  signalCounts,
  signalRows,
  termOf,
} from '../lib/verdict/words.ts';
import { AiSection } from './AiSection.tsx';
import { CaptureSection } from './CaptureSection.tsx';
import { Fold } from './Fold.tsx';
import { HandOffSection, type HandOffSectionProps } from './HandOffSection.tsx';
import { Mark } from './Mark.tsx';
import { OwnWorks } from './OwnWorks.tsx';
import { PeopleSection } from './PeopleSection.tsx';
import { ProvenanceTree } from './ProvenanceTree.tsx';
import { RawSection } from './RawSection.tsx';
import { RegionNote } from './RegionNote.tsx';
import { RightsFold, type RightsDesk } from './RightsFold.tsx';
import { RightsSection, SignerSection } from './ReportAside.tsx';
import { Section } from './Section.tsx';
import { SignalTable } from './SignalTable.tsx';
import type { CertificateDesk } from './SignerCertificates.tsx';
import { StepsSection } from './StepsSection.tsx';
import { Term } from './Term.tsx';
import { type LoadPicture, Thumbnail } from './Thumbnail.tsx';
import { type DetailsState, previewsOf, type ReadDetails, useDetails } from './use-details.ts';

export interface PanelViewProps {
  /** The chosen item; `null` before one was chosen, and after it left its page. */
  readonly item: TabItem | null;
  /** An item was shown here, and is on its page no more. */
  readonly isGone: boolean;
  readonly t: PageTranslate;
  readonly load: LoadPicture;
  /** How the signer's certificates are looked at. */
  readonly certificates?: CertificateDesk | undefined;
  /** What page and site say on rights; absent where nobody can be asked. */
  readonly rights?: RightsDesk | undefined;
  /** Address of the page that shows it, without its fragment. */
  readonly page?: string | undefined;
  /** Where the item may be asked about elsewhere; nothing is sent before a click. */
  readonly elsewhere?: Omit<HandOffSectionProps, 'report' | 't'> | undefined;
  /** Opens the full report; `toFetch`: where its record is fetched. */
  readonly onReport: (toFetch: boolean) => void;
  /** Reads the item's file again. */
  readonly readDetails: ReadDetails;
}

/** Beside the page: all the evidence of the one item the person chose. */
export function PanelView(props: PanelViewProps) {
  const { item, isGone, t } = props;
  if (item === null) return <EmptyPanel t={t} text={t(isGone ? 'panel.gone' : 'panel.empty')} />;
  const { frame, item: id, url, report } = item;
  if (report === null) return <EmptyPanel t={t} text={t('panel.reading')} />;
  return <Evidence key={`${frame}/${id}/${url}`} {...props} item={item} report={report} />;
}

type EvidenceProps = Omit<PanelViewProps, 'item'> & { readonly item: TabItem; readonly report: Report };

function Evidence(props: EvidenceProps) {
  const { item, report, page, t, load, certificates, rights, elsewhere, onReport, readDetails } = props;
  const details = useDetails(readDetails);
  const picture = <Thumbnail address={item.url} load={load} />;
  return (
    <main class="panel">
      <header>
        <Thumbnail address={item.url} load={load} class="thumb picture" />
        <p class="kicker">
          <Mark />
          {popupLines(report, t).label}
        </p>
        <h1 class="say">
          <span role="status">{sentenceOf(report, t)}</span>
        </h1>
        <RegionNote report={report} t={t} />
        <p class="second">
          <Term id={termOf(report.basis)}>{t('card.meaning')}</Term>
        </p>
        <p class="muted file">
          <bdi dir="ltr">{fileLine(report, t)}</bdi>
        </p>
        <div class="buttons">
          <button type="button" class="btn" onClick={() => onReport(false)}>
            {t('panel.full-report')}
          </button>
        </div>
        <p class="note">
          {t('limits.lead')} {limitOf(report, t)}
        </p>
      </header>
      <OwnWorks report={report} t={t} place={page === undefined ? null : { page, picture: item.url }} />
      <StepsSection report={report} t={t} onReport={onReport} />
      <AiSection report={report} t={t} />
      <SignerSection report={report} t={t} certificates={certificates} />
      <CaptureSection report={report} state={details} t={t} />
      <TreeSection report={report} details={details} t={t}>
        {picture}
      </TreeSection>
      <SignalsFold report={report} t={t} />
      <RightsSection report={report} t={t} />
      {rights !== undefined && <RightsFold desk={rights} t={t} />}
      <PeopleSection report={report} read={readDetails} t={t} />
      {elsewhere !== undefined && <HandOffSection {...elsewhere} report={report} t={t} />}
      <RawSection report={report} t={t} />
    </main>
  );
}

interface PartProps {
  readonly report: Report;
  readonly t: PageTranslate;
}

interface TreeSectionProps extends PartProps {
  readonly details: DetailsState;
  readonly children: ComponentChildren;
}

function TreeSection({ report, details, t, children }: TreeSectionProps) {
  const tree = report.record?.tree ?? [];
  if (tree.length === 0) return null;
  return (
    <Section title={t('report.tree')} term="ingredient" count={t('report.tree.order')}>
      {!report.basis.startsWith('signed-') && <p class="note">{t('report.unreliable')}</p>}
      <ProvenanceTree tree={tree} t={t} picture={children} previews={previewsOf(details, report)} />
    </Section>
  );
}

/** Open where something was found: with nothing, the counts are the answer. */
function SignalsFold({ report, t }: PartProps) {
  const rows = signalRows(report, t);
  const isOpen = report.record !== null && report.basis.startsWith('signed-');
  return (
    <Fold title={t('report.signals')} count={t('report.signals.counts', signalCounts(rows))} isOpen={isOpen}>
      {() => <SignalTable rows={rows} t={t} />}
    </Fold>
  );
}

function EmptyPanel({ t, text }: { readonly t: PageTranslate; readonly text: string }) {
  return (
    <main class="panel empty-panel">
      <Mark isLarge />
      <h1 class="say">
        <span role="status">{text}</span>
      </h1>
      <p class="second">{t('panel.empty.how')}</p>
    </main>
  );
}

/** Name, format, pixels, size: enough to know which file this is. */
function fileLine({ source, format, pixels, size }: Report, t: PageTranslate): string {
  return [
    source.startsWith('data:') ? 'data:' : nameIn(source),
    format,
    pixels === null ? null : `${pixels.width} × ${pixels.height}`,
    size === null ? null : formatBytes(size, t.language),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** Longest address searched for a file name, in characters. */
const LONGEST_ADDRESS = 4096;

function nameIn(address: string): string {
  const path = address.slice(0, LONGEST_ADDRESS).split(/[?#]/, 1)[0] ?? '';
  return displayName(path.split('/').findLast((part) => part !== '') ?? path);
}
