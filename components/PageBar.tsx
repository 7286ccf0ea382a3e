import type { ComponentChildren } from 'preact';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import { Mark } from './Mark.tsx';

interface PageBarProps {
  readonly t: PageTranslate;
  readonly isSettings?: boolean;
  readonly isInspect?: boolean;
  readonly isWorks?: boolean;
  /** Address of the settings page. */
  readonly settingsHref: string;
  /** Where files are inspected; its own page leads to its list. */
  readonly inspectHref?: string | undefined;
  readonly children?: ComponentChildren;
}

/** Top of the full pages: whose page this is, where else to go, and what to do here. */
export function PageBar({
  t,
  isSettings = false,
  isInspect = false,
  isWorks = false,
  settingsHref,
  inspectHref,
  children,
}: PageBarProps) {
  return (
    <header class="bar">
      <Mark />
      <strong>{t('app.name')}</strong>
      <nav aria-label={t('app.name')}>
        <a href={inspectHref ?? '/inspect.html'} aria-current={isInspect ? 'page' : undefined}>
          {t('inspect-page.nav')}
        </a>
        <a href="/works.html" aria-current={isWorks ? 'page' : undefined}>
          {t('works.nav')}
        </a>
        <a href={settingsHref} aria-current={isSettings ? 'page' : undefined}>
          {t('settings.title')}
        </a>
      </nav>
      <span class="space" />
      {children}
    </header>
  );
}
