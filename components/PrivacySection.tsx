import type { PageTranslate } from '../lib/i18n/page-translator.ts';

const FACTS = ['media', 'lists', 'further', 'decoders', 'nothing-else', 'cookies', 'stored', 'people'] as const;

/** Exactly what leaves the machine, and what stays. */
export function PrivacySection({ t }: { readonly t: PageTranslate }) {
  return (
    <section id="privacy">
      <h2 class="title">{t('settings.privacy')}</h2>
      <ul class="rowset">
        {FACTS.map((fact) => (
          <li key={fact}>
            <div>
              <strong>{t(`privacy.${fact}`)}</strong>
              <div class="detail">{t(`privacy.${fact}.detail`)}</div>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
