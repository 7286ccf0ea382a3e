import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import { PageBar } from './PageBar.tsx';

/** The report's picture has left its page, or the address names none. */
export function MissingReport({ t, settingsHref }: { readonly t: PageTranslate; readonly settingsHref: string }) {
  return (
    <>
      <PageBar t={t} settingsHref={settingsHref} />
      <main class="wrap report">
        <h1 class="title long">{t('report.missing')}</h1>
      </main>
    </>
  );
}
