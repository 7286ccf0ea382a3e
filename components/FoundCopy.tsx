import { formatBytes } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { OriginalAnswer } from '../lib/model/original.ts';
import type { Report } from '../lib/model/report.ts';
import { hostOf, limitOf, popupLines, sentenceOf } from '../lib/verdict/words.ts';
import { Facts } from './Facts.tsx';
import { Mark } from './Mark.tsx';
import { SafeText } from './SafeText.tsx';
import { whereFrom } from './TriedTable.tsx';

interface FoundCopyProps {
  readonly found: Extract<OriginalAnswer, { kind: 'found' }>;
  /** The copy the page shows. */
  readonly shown: Report;
  readonly t: PageTranslate;
}

/** The same picture elsewhere, with more evidence than the copy shown: what its evidence says, and where it is. */
export function FoundCopy({ found: { report, url, why }, shown, t }: FoundCopyProps) {
  const { pixels, size } = report;
  return (
    <>
      <p class="say">{t(foundKey(report, shown), { host: hostOf(url) ?? t('why.unknown-host') })}</p>
      <div class="finding">
        <p class="kicker">
          <Mark />
          {popupLines(report, t).label}
        </p>
        <p>{sentenceOf(report, t)}</p>
        <p class="second">
          {t('limits.lead')} {limitOf(report, t)}
        </p>
        <Facts
          facts={[
            [t('original.address'), <SafeText key="address" text={url} />],
            [t('original.from'), whereFrom(why, t)],
            [
              t('report.file.pixels'),
              pixels === null ? null : <bdi key="pixels" dir="ltr">{`${pixels.width} × ${pixels.height}`}</bdi>,
            ],
            [t('report.file.size'), size === null ? null : formatBytes(size, t.language)],
          ]}
        />
      </div>
    </>
  );
}

/** Only an intact record is called one that the other copy still has. */
function foundKey(report: Report, shown: Report) {
  if (!report.basis.startsWith('signed-')) return 'original.found.more';
  return shown.record === null ? 'original.found.lost' : 'original.found.changed';
}
