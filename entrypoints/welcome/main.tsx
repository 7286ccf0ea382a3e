import { render } from 'preact';
import dawn from '../../assets/scenes/dawn.svg?url';
import fields from '../../assets/scenes/fields.svg?url';
import lighthouse from '../../assets/scenes/lighthouse.svg?url';
import spheres from '../../assets/scenes/spheres.svg?url';
import { WelcomeView, type WelcomeViewProps } from '../../components/WelcomeView.tsx';
import { askBackground } from '../../lib/messaging/ask-background.ts';
import { changeMode } from '../../lib/platform/change-access.ts';
import { openExtensionPage } from '../../lib/platform/extension-page.ts';
import type { Mode } from '../../lib/settings/settings.ts';

const { settings, t } = await openExtensionPage();
document.title = t('welcome.page-title');
show('asking');

function show(state: WelcomeViewProps['state']): void {
  render(
    <WelcomeView
      t={t}
      mark={settings.mark}
      scenes={[dawn, lighthouse, spheres, fields]}
      state={state}
      onStart={(mode, mark) => void start(mode, mark)}
    />,
    document.body,
  );
}

/** The browser's prompt comes first: it needs the click, which an await would spend. */
async function start(mode: Mode, mark: string): Promise<void> {
  const { isAllowed } = await changeMode(mode, settings, (change) => askBackground('changeSettings', change));
  await askBackground('changeSettings', { mark, welcomed: true });
  show(isAllowed ? 'started' : 'refused');
}
