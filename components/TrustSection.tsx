import { useState } from 'preact/hooks';
import { formatDate } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { TrustListState } from '../lib/messaging/protocol.ts';
import type { ListProblem } from '../lib/model/trust.ts';
import { displayName, listTitle } from '../lib/verdict/words.ts';
import { AddListForm } from './AddListForm.tsx';
import type { OptionsViewProps } from './OptionsView.tsx';
import { ListedSigners } from './ListedSigners.tsx';
import { SettingRow, Switch } from './SettingRow.tsx';
import { Term } from './Term.tsx';
import { useOpener } from './use-focus.ts';

/** Who counts as a recognised signer, and a plain warning when that does not work. */
export function TrustSection(props: OptionsViewProps) {
  const { t, lists, selfTest } = props;
  const [isAdding, setAdding] = useState(false);
  const opener = useOpener(isAdding);
  const [isRefreshing, setRefreshing] = useState(false);
  const refresh = async (): Promise<void> => {
    if (isRefreshing) return;
    setRefreshing(true);
    await props.onRefreshLists();
    setRefreshing(false);
  };
  return (
    <section id="trust">
      <h2 class="title">{t('settings.trust')}</h2>
      <p class="second">
        {t('settings.trust.about')} <Term id="trust-list">{t('card.meaning')}</Term>
      </p>
      {selfTest.state === 'failed' && (
        <p class="note" role="alert">
          <strong>{t('settings.trust.self-test-failed')}</strong> {displayName(selfTest.detail, 240)}
        </p>
      )}
      <ul class="rowset">
        {lists.map((list) => (
          <SettingRow
            key={list.id}
            title={listTitle(list, t)}
            detail={
              <>
                {listWords(list, t)}
                {list.certificates > 0 && (
                  <ListedSigners t={t} name={listTitle(list, t)} load={() => props.onOpenList(list.id)} />
                )}
              </>
            }
          >
            <ListControl {...props} list={list} />
          </SettingRow>
        ))}
      </ul>
      {isAdding && (
        <AddListForm t={t} onRead={props.onReadList} onAdd={props.onAddList} onDone={() => setAdding(false)} />
      )}
      <div class="buttons">
        {!isAdding && (
          <button type="button" ref={opener} class="btn" onClick={() => setAdding(true)}>
            {t('settings.trust.add')}
          </button>
        )}
        <button type="button" class="btn quiet" aria-disabled={isRefreshing} onClick={() => void refresh()}>
          <span role="status">{t(isRefreshing ? 'settings.trust.refreshing' : 'settings.trust.refresh')}</span>
        </button>
        <span class="muted">{t(`settings.trust.self-test.${selfTest.state}`)}</span>
      </div>
    </section>
  );
}

function ListControl({ t, list, onChange, onRemoveList }: OptionsViewProps & { readonly list: TrustListState }) {
  const name = listTitle(list, t);
  if (list.kind === 'custom') {
    return (
      <button
        type="button"
        class="btn quiet small"
        aria-label={t('settings.trust.remove-one', { name })}
        onClick={() => onRemoveList(list.id)}
      >
        {t('settings.remove')}
      </button>
    );
  }
  const field = list.kind === 'c2pa' ? 'useC2paList' : 'useInterimList';
  return <Switch name={name} isOn={list.enabled} onChange={(isOn) => onChange({ [field]: isOn })} />;
}

function listWords(list: TrustListState, t: PageTranslate): string {
  const issued = list.issued === null ? null : formatDate(list.issued, t.language);
  const fetched = list.fetched === null ? null : formatDate(list.fetched, t.language);
  return [
    t('settings.trust.certificates', { count: list.certificates }),
    issued === null ? null : t('settings.trust.issued', { date: issued }),
    fetched === null
      ? null
      : t(list.kind === 'custom' ? 'settings.trust.added' : 'settings.trust.fetched', { date: fetched }),
    list.kind === 'interim' ? t('settings.trust.interim') : null,
    list.problem === null ? null : t('settings.trust.problem', { problem: problemWords(list.problem, t) }),
  ]
    .filter((part) => part !== null)
    .join(' ');
}

function problemWords({ code, now = 0, before = 0, status = 0 }: ListProblem, t: PageTranslate): string {
  return t(`trust-page.problem.${code}`, { now, before, status });
}
