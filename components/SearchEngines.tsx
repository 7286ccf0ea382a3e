import { useState } from 'preact/hooks';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { SearchEngine } from '../lib/model/search-engine.ts';
import type { Settings } from '../lib/settings/settings.ts';
import { displayName } from '../lib/verdict/words.ts';
import { AddressForm } from './AddressForm.tsx';
import { SettingRow, Switch } from './SettingRow.tsx';
import { useOpener } from './use-focus.ts';

export interface SearchEnginesProps {
  readonly t: PageTranslate;
  readonly settings: Settings;
  /** Templates of the engines that come with Whence: switched off, and not removed. */
  readonly knownEngines: ReadonlySet<string>;
  readonly onChange: (change: { readonly searchEngines: readonly SearchEngine[] }) => void;
  /** Answers whether the engine was taken. */
  readonly onAddEngine: (name: string, template: string) => Promise<boolean>;
}

/** Where pictures may be searched for on a click: in this order, each on or off, and the person's own. */
export function SearchEngines({ t, settings, knownEngines, onChange, onAddEngine }: SearchEnginesProps) {
  const [isAdding, setAdding] = useState(false);
  const opener = useOpener(isAdding);
  const { searchEngines } = settings;
  const change = (engines: readonly SearchEngine[]) => onChange({ searchEngines: engines });
  return (
    <>
      <h3>{t('hand-off.engines')}</h3>
      <p class="second">{t('hand-off.engines.about')}</p>
      <ol class="rowset">
        {searchEngines.map((engine, index) => {
          const { template, isOn } = engine;
          const name = displayName(engine.name);
          return (
            <SettingRow key={template} title={name} detail={<bdi dir="ltr">{displayName(template, 300)}</bdi>}>
              <button
                type="button"
                class="btn quiet small"
                aria-label={t('hand-off.engines.up-one', { name })}
                aria-disabled={index === 0}
                onClick={() => change(movedUp(searchEngines, index))}
              >
                {t('hand-off.engines.up')}
              </button>
              {!knownEngines.has(template) && (
                <button
                  type="button"
                  class="btn quiet small"
                  aria-label={t('settings.trust.remove-one', { name })}
                  onClick={() => change(searchEngines.filter((each) => each !== engine))}
                >
                  {t('settings.remove')}
                </button>
              )}
              <Switch
                name={name}
                isOn={isOn}
                onChange={(on) => change(searchEngines.map((each) => (each === engine ? { ...each, isOn: on } : each)))}
              />
            </SettingRow>
          );
        })}
      </ol>
      {isAdding ? (
        <AddressForm
          t={t}
          words={{
            address: t('hand-off.engines.address'),
            refused: t('hand-off.engines.refused'),
            add: t('hand-off.engines.add'),
          }}
          example="https://search.example.org/by?image={url}"
          onAdd={onAddEngine}
          onDone={() => setAdding(false)}
        />
      ) : (
        <div class="buttons">
          <button type="button" ref={opener} class="btn" onClick={() => setAdding(true)}>
            {t('hand-off.engines.add')}
          </button>
        </div>
      )}
    </>
  );
}

function movedUp(engines: readonly SearchEngine[], index: number): readonly SearchEngine[] {
  const [moved] = engines.slice(index, index + 1);
  if (moved === undefined || index === 0) return engines;
  return engines.toSpliced(index, 1).toSpliced(index - 1, 0, moved);
}
