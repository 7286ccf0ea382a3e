import { useState } from 'preact/hooks';
import { displayName } from '../lib/verdict/words.ts';
import type { OptionsViewProps } from './OptionsView.tsx';
import { AddressForm } from './AddressForm.tsx';
import { SearchEngines } from './SearchEngines.tsx';
import { SettingRow, Switch } from './SettingRow.tsx';
import { useOpener } from './use-focus.ts';

/** What may contact other servers: without asking each time, or on a click. Nothing is on unless switched on. */
export function FurtherSection(props: OptionsViewProps) {
  const { t, settings, onChange } = props;
  const name = t('settings.further.fetch');
  return (
    <section id="further">
      <h2 class="title">{t('settings.further')}</h2>
      <p class="second">{t('settings.further.about')}</p>
      <ul class="rowset">
        <SettingRow title={name} detail={t('settings.further.fetch.detail')}>
          <Switch name={name} isOn={settings.fetchRecords} onChange={(fetchRecords) => onChange({ fetchRecords })} />
        </SettingRow>
      </ul>
      <RecordStores {...props} />
      <SearchEngines {...props} />
    </section>
  );
}

/** The stores that may be asked on a click: those that say so in the published list, and the person's own. */
function RecordStores({ t, settings, publishedStores, onChange, onAddStore }: OptionsViewProps) {
  const [isAdding, setAdding] = useState(false);
  const opener = useOpener(isAdding);
  const { resolvers } = settings;
  const isPublished = (address: string): boolean => publishedStores.some((each) => each.address === address);
  const without = (address: string) => resolvers.filter((each) => each.address !== address);
  return (
    <>
      <h3>{t('settings.further.stores')}</h3>
      <p class="second">{t('settings.further.stores.about')}</p>
      <ul class="rowset">
        {publishedStores.map((store) => {
          const others = without(store.address);
          return (
            <SettingRow key={store.address} title={displayName(store.name)} detail={displayName(store.address, 300)}>
              <Switch
                name={displayName(store.name)}
                isOn={others.length < resolvers.length}
                onChange={(isOn) => onChange({ resolvers: isOn ? [...others, store] : others })}
              />
            </SettingRow>
          );
        })}
        {resolvers
          .filter(({ address }) => !isPublished(address))
          .map((store) => (
            <SettingRow key={store.address} title={displayName(store.name)} detail={displayName(store.address, 300)}>
              <button
                type="button"
                class="btn quiet small"
                aria-label={t('settings.trust.remove-one', { name: displayName(store.name) })}
                onClick={() => onChange({ resolvers: without(store.address) })}
              >
                {t('settings.remove')}
              </button>
            </SettingRow>
          ))}
      </ul>
      {isAdding ? (
        <AddressForm
          t={t}
          words={{
            address: t('settings.further.store-address'),
            refused: t('settings.further.store-refused'),
            add: t('settings.further.add-store'),
          }}
          example="https://records.example.org/v1"
          onAdd={onAddStore}
          onDone={() => setAdding(false)}
        />
      ) : (
        <div class="buttons">
          <button type="button" ref={opener} class="btn" onClick={() => setAdding(true)}>
            {t('settings.further.add-store')}
          </button>
        </div>
      )}
    </>
  );
}
