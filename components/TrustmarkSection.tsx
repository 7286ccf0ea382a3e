import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Report } from '../lib/model/report.ts';
import { layoutOf, trustmarkWords } from '../lib/verdict/words.ts';
import { Facts } from './Facts.tsx';
import { Section } from './Section.tsx';

/** The TrustMark code in the pixels: a number, and no statement about AI. */
export function TrustmarkSection({ report, t }: { readonly report: Report; readonly t: PageTranslate }) {
  const words = trustmarkWords(report);
  if (words === null) return null;
  const { variant, hex, text, alg, code } = words;
  return (
    <Section title={t('signal.trustmark')} count={t('trustmark.no-sign')}>
      <p class="further-what">{t('trustmark.what')}</p>
      <Facts
        facts={[
          [t('trustmark.spells'), text === null ? null : <bdi>{text}</bdi>],
          [t('trustmark.number'), <bdi class="mono">{hex}</bdi>],
          [t('trustmark.variant'), variant],
          [t('trustmark.layout'), layoutOf(words)],
          [t('trustmark.for-stores'), <bdi class="mono">{`${alg} ${code}`}</bdi>],
        ]}
      />
    </Section>
  );
}
