import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import { BadgePreview } from './BadgePreview.tsx';

interface SamplesProps {
  readonly t: PageTranslate;
  readonly scenes: readonly string[];
}

/** Four drawn pictures with the labels such pictures would get. Drawings, and said to be so. */
export function Samples({ t, scenes }: SamplesProps) {
  const samples = [
    { key: 'signed', label: t('badge.ai-generated') },
    { key: 'unrecognised', label: t('short.signed.unrecognised') },
    { key: 'declared', label: t('badge.declared.ai-generated') },
    { key: 'nothing', label: null },
  ] as const;
  return (
    <section class="samples">
      <h2 class="title">{t('welcome.samples')}</h2>
      <p class="second">{t('welcome.samples.about')}</p>
      <ul>
        {samples.map(({ key, label }, index) => (
          <li key={key}>
            <figure>
              <div class="scene">
                <img src={scenes[index]} alt={t(`welcome.sample.${key}.picture`)} />
                {label !== null && <BadgePreview text={label} />}
              </div>
              <figcaption>{t(`welcome.sample.${key}`)}</figcaption>
            </figure>
          </li>
        ))}
      </ul>
    </section>
  );
}
