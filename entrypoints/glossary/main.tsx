import { render } from 'preact';
import { browser } from 'wxt/browser';
import { GlossaryView } from '../../components/GlossaryView.tsx';
import { openExtensionPage } from '../../lib/platform/extension-page.ts';

const { t } = await openExtensionPage();
document.title = t('glossary.page-title');
show();
addEventListener('hashchange', show);

function show(): void {
  const chosen = location.hash.slice(1);
  render(<GlossaryView t={t} settingsHref={browser.runtime.getURL('/options.html')} chosen={chosen} />, document.body);
  // The page is made after the browser looked for the place in its address.
  const entry = chosen === '' ? null : document.getElementById(chosen);
  entry?.scrollIntoView({ block: 'center' });
  entry?.focus({ preventScroll: true });
}
