import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { StoreState, TrustListState } from '../lib/messaging/protocol.ts';
import type { Resolver } from '../lib/model/soft-binding.ts';
import type { ListedCertificate } from '../lib/model/trust.ts';
import type { TrustmarkVariant } from '../lib/model/trustmark.ts';
import type { WeightsState } from '../lib/model/weights.ts';
import type { Mode, Settings } from '../lib/settings/settings.ts';
import { BadgesSection } from './BadgesSection.tsx';
import { FurtherSection } from './FurtherSection.tsx';
import { LabelsSection } from './LabelsSection.tsx';
import { ModeChoice } from './ModeChoice.tsx';
import { PageBar } from './PageBar.tsx';
import { PrivacySection } from './PrivacySection.tsx';
import type { SearchEnginesProps } from './SearchEngines.tsx';
import { SitesSection } from './SitesSection.tsx';
import { StoreSection } from './StoreSection.tsx';
import { TrustSection } from './TrustSection.tsx';
import { WatermarkSection } from './WatermarkSection.tsx';

export type SettingsChange = Partial<Omit<Settings, 'version'>>;

export interface OptionsViewProps extends Pick<SearchEnginesProps, 'knownEngines' | 'onAddEngine'> {
  readonly t: PageTranslate;
  readonly settings: Settings;
  readonly lists: readonly TrustListState[];
  readonly store: StoreState;
  /** Record stores of the published algorithm list, on or off. */
  readonly publishedStores: readonly Resolver[];
  /** What can read codes in pixels, downloaded or not. */
  readonly decoders: readonly WeightsState[];
  readonly selfTest: { readonly state: 'passed' | 'failed' | 'not-run'; readonly detail: string };
  /** Something asked for that did not happen, in words; `null` when all is well. */
  readonly problem: string | null;
  readonly languages: readonly string[];
  /** Section in view, for the side navigation. */
  readonly section: string;
  readonly onChange: (change: SettingsChange) => void;
  /** Called inside the click, so that the browser's prompt may follow. */
  readonly onMode: (mode: Mode) => void;
  readonly onAddSite: (site: string) => void;
  readonly onRemoveSite: (site: string) => void;
  readonly onAddList: (name: string, pem: string) => Promise<boolean>;
  readonly onRemoveList: (id: string) => void;
  /** Whom a trust list names. */
  readonly onReadList: (pem: string) => readonly ListedCertificate[] | null;
  readonly onOpenList: (id: string) => Promise<readonly ListedCertificate[]>;
  readonly onRefreshLists: () => Promise<void>;
  /** Answers whether the record store was taken. */
  readonly onAddStore: (name: string, address: string) => Promise<boolean>;
  /** Switched on, a decoder is downloaded first where it is not there. Called inside the click. */
  readonly onDecoder: (variant: TrustmarkVariant, isOn: boolean) => void;
  readonly onRemoveDecoder: (variant: TrustmarkVariant) => void;
  readonly onForget: () => void;
}

export const SECTIONS = [
  'mode',
  'sites',
  'trust',
  'further',
  'watermarks',
  'labels',
  'badges',
  'store',
  'privacy',
] as const;

/** Everything that can be set. Changes take effect at once; there is nothing to save. */
export function OptionsView(props: OptionsViewProps) {
  const { t, settings, section } = props;
  return (
    <>
      <PageBar t={t} settingsHref="#mode" isSettings />
      <main class="wrap settings">
        <nav aria-label={t('settings.title')}>
          {SECTIONS.map((id) => (
            <a key={id} href={`#${id}`} aria-current={id === section ? 'true' : undefined}>
              {t(`settings.${id}`)}
            </a>
          ))}
        </nav>
        <div class="sections">
          <div>
            <h1 class="title">{t('settings.title')}</h1>
            <div role="status">{props.problem !== null && <p class="note">{props.problem}</p>}</div>
          </div>
          <section id="mode">
            <h2 class="title">{t('settings.mode')}</h2>
            <p class="second">{t('settings.mode.about')}</p>
            <ModeChoice t={t} chosen={settings.mode} onChoose={props.onMode} />
          </section>
          <SitesSection {...props} />
          <TrustSection {...props} />
          <FurtherSection {...props} />
          <WatermarkSection {...props} />
          <LabelsSection {...props} />
          <BadgesSection {...props} />
          <StoreSection {...props} />
          <PrivacySection t={t} />
        </div>
      </main>
    </>
  );
}
