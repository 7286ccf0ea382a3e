import type { ComponentChildren } from 'preact';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { LookUpBy } from '../lib/model/look-up.ts';
import type { Report } from '../lib/model/report.ts';
import type { BindingAlgorithm, Resolver } from '../lib/model/soft-binding.ts';
import {
  algorithmWords,
  canFetchRecord,
  canSeekOriginal,
  displayName,
  hiddenWords,
  ladderOf,
  limitOf,
  popupLines,
  sentenceOf,
  signalCounts,
  signalRows,
  termOf,
} from '../lib/verdict/words.ts';
import { ActionTable } from './ActionTable.tsx';
import { CaptureSection } from './CaptureSection.tsx';
import { CodesTable } from './CodesTable.tsx';
import { CompareSection, type Comparison } from './CompareSection.tsx';
import { CopyButton } from './CopyButton.tsx';
import { FetchSection } from './FetchSection.tsx';
import { HandOffSection, type HandOffState } from './HandOffSection.tsx';
import { HiddenSection } from './HiddenSection.tsx';
import { Ladder } from './Ladder.tsx';
import { LookUpSection, type LookUpState } from './LookUpSection.tsx';
import { Mark } from './Mark.tsx';
import { OriginalSection, type OriginalState } from './OriginalSection.tsx';
import { PageBar } from './PageBar.tsx';
import { PeopleSection } from './PeopleSection.tsx';
import { ProvenanceTree } from './ProvenanceTree.tsx';
import { RegionNote } from './RegionNote.tsx';
import { FileSection, RightsSection, SignerSection } from './ReportAside.tsx';
import { EvidenceStatus, type EvidenceState, SaveEvidence } from './SaveEvidence.tsx';
import { Section } from './Section.tsx';
import { SafeText } from './SafeText.tsx';
import { SignalTable } from './SignalTable.tsx';
import type { CertificateDesk } from './SignerCertificates.tsx';
import { Term } from './Term.tsx';
import { type LoadPicture, Thumbnail } from './Thumbnail.tsx';
import { TrustmarkSection } from './TrustmarkSection.tsx';
import { type DetailsState, previewsOf, type ReadDetails, useDetails } from './use-details.ts';

export interface ReportViewProps {
  /** Where the picture is, as its page shows it. */
  readonly address: string;
  readonly report: Report;
  readonly t: PageTranslate;
  readonly load: LoadPicture;
  readonly settingsHref: string;
  /** Reads the file again: once at first, and when asked for what it tells about people. */
  readonly readDetails: ReadDetails;
  readonly onCopy: () => Promise<void>;
  readonly isFetching: boolean;
  /** Fetches the record kept elsewhere. Called inside the click. */
  readonly onFetch: () => void;
  readonly original: OriginalState;
  /** Names of soft binding algorithms, as published. */
  readonly algorithms: readonly BindingAlgorithm[];
  readonly lookUp: LookUpState;
  /** What the file says beside what its page says; absent for a file of the person's own, which stands on no page. */
  readonly comparison?: Comparison;
  /** Title of the article the page is. */
  readonly article?: string;
  /** What is said on rights and AI training, and by whom; absent where only the file can be asked. */
  readonly rightsCard?: ComponentChildren;
  /** Asks this record store. Called inside the click. */
  readonly onLookUp: (resolver: Resolver, by: LookUpBy) => boolean;
  /** Looks for the original, asking these other hosts too. Called inside the click. */
  readonly onSearch: (agreed: readonly string[]) => void;
  /** What can be taken away and asked elsewhere; absent for a file that cannot be read again. */
  readonly onward?: {
    readonly evidence: EvidenceState;
    /** Saves an evidence pack. Called inside the click. */
    readonly onSave: () => void;
    readonly handOffs: HandOffState;
    /** Whether a click on a link elsewhere is taken. */
    readonly mayLeave: () => boolean;
  };
  /** How the signer's certificates are looked at; absent where the file cannot be read again. */
  readonly certificates?: CertificateDesk | undefined;
  /** The list of files this one is from; absent for what a page shows. */
  readonly inspectHref?: string;
}

/** A sentence longer than this, in characters, takes the smaller title. */
const LONG_SENTENCE = 96;

/** Everything about one picture: what is said, by whom, how we know, and what was not looked at. */
export function ReportView(props: ReportViewProps) {
  const { report, address, t, load, settingsHref, onCopy, onward, readDetails } = props;
  const details = useDetails(readDetails);
  const sentence = sentenceOf(report, t);
  const rows = signalRows(report, t);
  const hidden = hiddenWords(report);
  return (
    <>
      <PageBar t={t} settingsHref={settingsHref} inspectHref={props.inspectHref}>
        {props.inspectHref !== undefined && (
          <a class="btn quiet" href={props.inspectHref}>
            {t('inspect-page.back')}
          </a>
        )}
        <CopyButton text={t('report.copy')} t={t} onCopy={onCopy} class="btn" />
        {onward !== undefined && <SaveEvidence {...onward} t={t} class="btn solid" />}
      </PageBar>
      <main class="wrap report">
        {onward !== undefined && <EvidenceStatus {...onward} t={t} />}
        <div class="columns">
          <div>
            <p class="kicker">
              <Mark />
              {popupLines(report, t).label}
            </p>
            <h1 tabIndex={-1} class={sentence.length > LONG_SENTENCE ? 'title long' : 'title'}>
              {sentence}
            </h1>
            <p class="lede">
              {t('limits.lead')} {limitOf(report, t)}
            </p>
            <RegionNote report={report} t={t} />
            <p class="second">
              <Term id={termOf(report.basis)}>{t('card.meaning')}</Term>
            </p>
            {canFetchRecord(report) && <FetchSection {...props} />}
            <LookUpSection {...props} />
            {canSeekOriginal(report) && <OriginalSection {...props} state={props.original} />}
            <RecordSections {...props} details={details} />
            {props.comparison !== undefined && (
              <CompareSection comparison={props.comparison} article={props.article ?? ''} t={t} />
            )}
            {props.rightsCard}
            {hidden !== null && <HiddenSection hidden={hidden} t={t} />}
            <TrustmarkSection report={report} t={t} />
            <Section title={t('report.signals')} count={t('report.signals.counts', signalCounts(rows))}>
              <SignalTable rows={rows} t={t} />
            </Section>
            {onward !== undefined && <HandOffSection {...props} {...onward} />}
          </div>
          <aside aria-label={t('report.aside')}>
            <figure>
              <Thumbnail address={address} load={load} class="thumb picture" />
              <figcaption>
                <SafeText text={report.source.startsWith('data:') ? 'data:' : report.source} />
              </figcaption>
            </figure>
            <Section title={t('report.ladder')}>
              <Ladder rungs={ladderOf(report, t)} isFull />
            </Section>
            <SignerSection report={report} t={t} certificates={props.certificates} />
            <CaptureSection report={report} state={details} t={t} />
            {props.rightsCard === undefined && <RightsSection report={report} t={t} />}
            <PeopleSection report={report} read={readDetails} t={t} />
            <FileSection report={report} t={t} />
          </aside>
        </div>
      </main>
    </>
  );
}

type RecordSectionsProps = Pick<ReportViewProps, 'report' | 'address' | 'load' | 'algorithms' | 't'> & {
  readonly details: DetailsState;
};

/** The record's own story; marked where it cannot be relied on. */
function RecordSections({ report, address, load, algorithms, details, t }: RecordSectionsProps) {
  const { record } = report;
  if (record === null) return null;
  const marks = [...new Set(record.softBindings.map(({ alg }) => algorithmWords(alg, algorithms)))];
  const isReliable = report.basis.startsWith('signed-');
  return (
    <>
      {record.tree.length > 0 && (
        <Section title={t('report.tree')} term="ingredient" count={t('report.tree.order')}>
          {!isReliable && <p class="note">{t('report.unreliable')}</p>}
          <ProvenanceTree
            tree={record.tree}
            t={t}
            picture={<Thumbnail address={address} load={load} />}
            previews={previewsOf(details, report)}
          />
        </Section>
      )}
      {record.actions.length > 0 && (
        <Section title={t('report.actions')} term="action" count={t('report.actions.own-words')}>
          {!isReliable && <p class="note">{t('report.unreliable')}</p>}
          <ActionTable actions={record.actions} marks={marks} t={t} />
        </Section>
      )}
      {record.softBindings.length > 0 && (
        <Section title={t('report.marks')} term="soft-binding" count={t('report.marks.no-sign')}>
          {!isReliable && <p class="note">{t('report.unreliable')}</p>}
          <CodesTable bindings={record.softBindings} algorithms={algorithms} t={t} />
        </Section>
      )}
      {record.failures.length > 0 && (
        <Section title={t('report.codes')}>
          <ul class="mono">
            {record.failures.map((code) => (
              <li key={code}>{displayName(code)}</li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
