import { useState } from 'preact/hooks';
import type { OptionsViewProps } from './OptionsView.tsx';

/** The sites a person picked, and a field to pick another. */
export function SitesSection({ t, settings, onAddSite, onRemoveSite }: OptionsViewProps) {
  const [text, setText] = useState('');
  const site = sitePattern(text);
  return (
    <section id="sites">
      <h2 class="title">{t('settings.sites')}</h2>
      <p class="second">{t(`settings.sites.about.${settings.mode}`)}</p>
      {settings.sites.length > 0 && (
        <ul class="rowset">
          {settings.sites.map((pattern) => (
            <li key={pattern}>
              <strong>
                <bdi>{siteName(pattern)}</bdi>
              </strong>
              <button
                type="button"
                class="btn quiet small"
                aria-label={t('settings.sites.remove-one', { site: siteName(pattern) })}
                onClick={() => onRemoveSite(pattern)}
              >
                {t('settings.remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        class="buttons"
        onSubmit={(event) => {
          event.preventDefault();
          if (site === null) return;
          onAddSite(site);
          setText('');
        }}
      >
        <input
          class="field site"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          aria-label={t('settings.sites.field')}
          placeholder="example.org"
          inputMode="url"
          autoComplete="off"
          spellcheck={false}
        />
        <button type="submit" class="btn" disabled={site === null}>
          {t('settings.sites.add')}
        </button>
      </form>
    </section>
  );
}

/** The match pattern of a host or an address a person typed; `null` when it is neither. */
export function sitePattern(typed: string): string | null {
  const text = typed.trim();
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  if (url === null || url.username !== '' || !/^[^*%\s]+$/.test(url.hostname)) return null;
  return text === '' || !(url.hostname.includes('.') || url.hostname === 'localhost') ? null : `*://${url.hostname}/*`;
}

/** A match pattern as a person says it. */
function siteName(pattern: string): string {
  return pattern.replace(/^[^/]*:\/\//, '').replace(/\/\*$/, '');
}
