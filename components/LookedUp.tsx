import { formatDateTime } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { LookedUpRecord, LookUp } from '../lib/model/look-up.ts';
import type { Report } from '../lib/model/report.ts';
import type { BindingAlgorithm } from '../lib/model/soft-binding.ts';
import { algorithmWords, displayName, listName, lookedUpSentence, quotedRecord } from '../lib/verdict/words.ts';
import { Facts } from './Facts.tsx';
import { RecordOutline } from './RecordOutline.tsx';
import { SafeText } from './SafeText.tsx';

interface LookedUpProps {
  readonly found: LookedUpRecord;
  readonly told: LookUp;
  /** The copy the page shows. */
  readonly report: Report;
  readonly t: PageTranslate;
  readonly algorithms: readonly BindingAlgorithm[];
}

/** A record that was looked up: what it says, what ties it to this copy, and what does not. */
export function LookedUp({ found, told, report, t, algorithms }: LookedUpProps) {
  const { record, content, binding, similarity, others } = found;
  const host = displayName(told.host);
  const isUsed = found.state !== 'broken';
  return (
    <div class="finding">
      <h3 class="kicker">{t('look-up.found')}</h3>
      <p class="say">{quotedRecord(report, t) ?? lookedUpSentence(report, t)}</p>
      <p class="note">{t(`look-up.content.${content}`)}</p>
      {content !== 'matches' && isUsed && <p class="further-what">{tieOf(found, host, t)}</p>}
      <Facts
        facts={[
          [t('report.signer.kept-at'), <bdi>{host}</bdi>],
          [t('look-up.code'), binding === null ? t('agency.by-file') : algorithmWords(binding.alg, algorithms)],
          [t('agency.similarity'), similarity === null ? null : t('agency.score', { score: similarity })],
          [t('report.signer.list'), isUsed ? listName(record, t) : null],
          [t('report.signer.organisation'), text(record.organisation)],
          [t('report.signer.certificate'), text(record.signer)],
          [t('report.signer.with'), text(record.generator)],
          [t('report.signer.at'), record.signedAt === null ? null : formatDateTime(record.signedAt, t.language)],
          [t('look-up.id'), text(found.manifestId)],
          [t('report.codes'), record.failures.length === 0 ? null : text(record.failures.join(', '))],
        ]}
      />
      {record.tree.length > 0 && <RecordOutline tree={record.tree} active={t('look-up.signed-file')} t={t} />}
      {others > 0 && <p class="muted">{t('look-up.others', { count: others })}</p>}
    </div>
  );
}

/** What ties the record to this picture beside the store's word. */
function tieOf({ binding, namesBinding }: LookedUpRecord, host: string, t: PageTranslate): string {
  if (binding === null || binding.from === 'fingerprint')
    return namesBinding ? t('agency.names-like') : t('agency.only-host', { host });
  return namesBinding ? t('look-up.names') : t('look-up.names-not', { host });
}

function text(value: string | null) {
  return value === null || value.trim() === '' ? null : <SafeText text={value} />;
}
