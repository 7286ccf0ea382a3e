import { formatBytes, formatDate, formatDateTime, formatList } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Report } from '../lib/model/report.ts';
import { displayName, listName, listTitle, remoteHost } from '../lib/verdict/words.ts';
import { Facts } from './Facts.tsx';
import { SafeText } from './SafeText.tsx';
import { Section } from './Section.tsx';
import { type CertificateDesk, SignerCertificates } from './SignerCertificates.tsx';

interface AsideProps {
  readonly report: Report;
  readonly t: PageTranslate;
}

interface SignerProps extends AsideProps {
  /** How the certificates are looked at; absent where the file cannot be read again. */
  readonly certificates?: CertificateDesk | undefined;
}

/** Who signed, on whose list, and when. */
export function SignerSection({ report, t, certificates }: SignerProps) {
  const { record, recordFrom, stream } = report;
  if (record === null) return null;
  const expires = record.certificateExpires === null ? null : formatDate(record.certificateExpires, t.language);
  const identities = record.identities.map(({ name, state }) =>
    t('report.signer.identity', { name: displayName(name), state: t(`report.identity.${state}`) }),
  );
  return (
    <Section title={t('report.signer')} term="signer">
      <Facts
        facts={[
          [t('report.signer.kept-at'), report.recordFrom === 'remote' ? <bdi>{remoteHost(report, t)}</bdi> : null],
          [t('report.signer.list'), listName(record, t), 'trust-list'],
          [t('panel.list-issued'), listDate(report, t)],
          [t('report.signer.organisation'), text(record.organisation)],
          [t('report.signer.certificate'), text(record.signer), 'certificate'],
          [t('report.signer.with'), text(record.generator)],
          [t('report.signer.at'), record.signedAt === null ? null : formatDateTime(record.signedAt, t.language)],
          [
            t('report.signer.time'),
            t(record.timestampTrusted ? 'report.signer.time-trusted' : 'report.signer.time-claimed'),
            'timestamp',
          ],
          [t('report.signer.expires'), expires],
          [t('report.signer.identities'), identities.length === 0 ? null : formatList(identities, t.language)],
          [t('report.signer.revocation'), t(`details.revocation.${record.revocation}`), 'revocation'],
        ]}
      />
      {certificates !== undefined && recordFrom === 'file' && stream === undefined && (
        <SignerCertificates record={record} desk={certificates} t={t} />
      )}
    </Section>
  );
}

/** When the list that knows the signer was issued, where it says. */
function listDate({ record, engine }: Report, t: PageTranslate): string | null {
  const list = engine.trustLists.find(({ name }) => name === record?.trustListName);
  return list === undefined || list.issued === null ? null : formatDate(list.issued, t.language);
}

/** Who holds rights in the picture, as its tags say. */
export function RightsSection({ report, t }: AsideProps) {
  const { rights } = report;
  const hasStance = rights.training.stance !== 'unstated';
  const texts = [
    rights.creator,
    rights.credit,
    rights.copyright,
    rights.licence,
    rights.licensor,
    ...rights.identifiers,
  ];
  if (!hasStance && texts.every((each) => each === null)) {
    return <Section title={t('report.rights')} count={t('report.rights.none')} />;
  }
  return (
    <Section title={t('report.rights')}>
      <Facts
        facts={[
          [t('report.rights.creator'), text(rights.creator)],
          [t('report.rights.credit'), text(rights.credit)],
          [t('report.rights.copyright'), text(rights.copyright)],
          [t('report.rights.licence'), text(rights.licence)],
          [t('report.rights.licensor'), text(rights.licensor)],
          [t('report.rights.training'), hasStance ? t(`report.training.${rights.training.stance}`) : null],
          [t('report.rights.training-source'), hasStance ? text(rights.training.sources.join(', ')) : null],
          [t('report.rights.identifiers'), text(rights.identifiers.join(', '))],
        ]}
      />
    </Section>
  );
}

/** The file itself, and with what it was read. */
export function FileSection({ report, t }: AsideProps) {
  const { pixels, engine } = report;
  const lists = engine.trustLists.map((list) => {
    const name = listTitle(list, t);
    const date = list.issued === null ? null : formatDate(list.issued, t.language);
    return date === null ? name : t('report.file.list-of', { name, date });
  });
  return (
    <Section title={t('report.file')}>
      <Facts
        facts={[
          [t('report.file.stream'), report.stream === undefined ? null : text(report.stream.address)],
          [t('report.file.format'), <bdi dir="ltr">{report.format}</bdi>],
          [
            t('report.file.pixels'),
            pixels === null ? null : <bdi dir="ltr">{`${pixels.width} × ${pixels.height}`}</bdi>,
          ],
          [t('report.file.size'), sizeWords(report, t)],
          [t('report.file.hash'), report.sha256 === null ? null : <bdi class="mono">{report.sha256}</bdi>],
          [t('report.file.with'), <bdi>{t('report.file.versions', { whence: engine.whence, c2pa: engine.c2pa })}</bdi>],
          [t('report.file.lists'), lists.length === 0 ? t('report.file.no-lists') : formatList(lists, t.language)],
        ]}
      />
    </Section>
  );
}

function sizeWords({ size, bytesRead }: Report, t: PageTranslate): string {
  const read = formatBytes(bytesRead, t.language);
  if (size === null) return t('report.file.read', { read });
  return size <= bytesRead
    ? t('report.file.all-read', { size: formatBytes(size, t.language) })
    : t('report.file.part-read', { size: formatBytes(size, t.language), read });
}

function text(value: string | null) {
  return value === null || value.trim() === '' ? null : <SafeText text={value} />;
}
