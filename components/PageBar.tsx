import type { ComponentChildren } from 'preact';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import { Mark } from './Mark.tsx';

interface PageBarProps {
  readonly t: PageTranslate;
  readonly isSettings?: boolean;
  /** Address of the settings page. */
  readonly settingsHref: string;
  readonly children?: ComponentChildren;
}

/** Top of the full pages: whose page this is, where else to go, and what to do here. */
export function PageBar({ t, isSettings = false, settingsHref, children }: PageBarProps) {
  return (
    <header class="bar">
      <Mark />
      <strong>{t('app.name')}</strong>
      <nav aria-label={t('app.name')}>
        <a href={settingsHref} aria-current={isSettings ? 'page' : undefined}>
          {t('settings.title')}
        </a>
      </nav>
      <span class="space" />
      {children}
    </header>
  );
}
