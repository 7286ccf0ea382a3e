import { useMemo, useRef, useState } from 'preact/hooks';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { TabItem, TabState } from '../lib/messaging/protocol.ts';
import { filterRows, groupRows, keysBetween, type Order, type RowFilter, sortRows } from '../lib/table/arrange-rows.ts';
import type { TableRow } from '../lib/table/table-row.ts';
import { displayName } from '../lib/verdict/words.ts';
import { ItemsTable } from './ItemsTable.tsx';
import { PageBar } from './PageBar.tsx';
import { SiteCheck, type SiteCheckState } from './SiteCheck.tsx';
import { tableRowOf } from './table-row-of.ts';
import type { LoadPicture } from './Thumbnail.tsx';

export interface ItemsViewProps {
  readonly state: Pick<TabState, 'host' | 'items' | 'skipped'>;
  readonly t: PageTranslate;
  readonly load: LoadPicture;
  readonly settingsHref: string;
  readonly hrefOf: (item: TabItem) => string;
  readonly onSave: (form: 'csv' | 'json', items: readonly TabItem[]) => void;
  /** Offers pictures to be added to the person's works. */
  readonly onAdd: (items: readonly TabItem[]) => void;
  /** The check of one's own site; absent where there is no site to ask. */
  readonly siteCheck?: {
    readonly check: SiteCheckState;
    readonly onCheck: () => void;
    readonly onCopy: (text: string) => Promise<void>;
  };
}

const NO_FILTER: RowFilter = { text: '', label: null, basis: null };

/** Every medium of a tab in one table: to order, to search, to pick from and to take away. */
export function ItemsView({ state, t, load, settingsHref, hrefOf, onSave, onAdd, siteCheck }: ItemsViewProps) {
  const { items, host, skipped } = state;
  const [order, setOrder] = useState<Order | null>(null);
  const [filter, setFilter] = useState(NO_FILTER);
  const [isGrouped, setGrouped] = useState(false);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  /** The row last touched, where a range begins. */
  const anchor = useRef<string | null>(null);
  const rows = useMemo(() => items.map((item) => tableRowOf(item, t)), [items, t]);
  const byKey = useMemo(() => new Map(rows.map(({ key }, index) => [key, items[index]])), [rows, items]);
  const found = filterRows(rows, filter);
  const sorted = order === null ? found : sortRows(found, order, t.language);
  const groups = isGrouped ? groupRows(sorted) : [{ basis: null, rows: sorted }];
  const shown = groups.flatMap((group) => group.rows);
  const chosen = rows.filter(({ key }) => selected.has(key));
  const toSave = chosen.length > 0 ? chosen : shown;

  const select = (key: string, isOn: boolean, isRange: boolean): void => {
    const range = isRange && anchor.current !== null ? keysBetween(shown, anchor.current, key) : [];
    const keys = range.length > 0 ? range : [key];
    // Two rows may be selected before the next drawing.
    setSelected((before) => withKeys(before, keys, isOn));
    anchor.current = key;
  };
  const selectAll = (isOn: boolean): void => {
    const keys = shown.map(({ key }) => key);
    setSelected((before) => withKeys(before, keys, isOn));
  };
  const pictures = toSave.flatMap(({ key }) => byKey.get(key) ?? []).filter(({ kind }) => kind === 'image');
  const save = (form: 'csv' | 'json') => () =>
    onSave(
      form,
      toSave.flatMap(({ key }) => byKey.get(key) ?? []),
    );

  return (
    <>
      <PageBar t={t} settingsHref={settingsHref} />
      <main class="wrap items">
        <h1 class="title">{t('table.title')}</h1>
        {host !== null && <p class="lede">{t('table.of-host', { host: displayName(host) })}</p>}
        {skipped > 0 && <p class="note">{t('popup.skipped', { count: skipped })}</p>}
        <div class="tools" role="search">
          <label>
            {t('table.find')}
            <input
              class="field"
              type="search"
              value={filter.text}
              onInput={({ currentTarget: { value } }) => setFilter({ ...filter, text: value })}
            />
          </label>
          <Choice
            name={t('table.label')}
            any={t('table.any')}
            values={distinct(rows, 'label')}
            chosen={filter.label}
            onChoose={(label) => setFilter({ ...filter, label })}
          />
          <Choice
            name={t('table.basis')}
            any={t('table.any')}
            values={groupRows(rows).map(({ basis }) => basis)}
            chosen={filter.basis}
            onChoose={(basis) => setFilter({ ...filter, basis })}
          />
          <label class="check">
            <input
              type="checkbox"
              checked={isGrouped}
              onChange={({ currentTarget: { checked } }) => setGrouped(checked)}
            />
            {t('table.group')}
          </label>
        </div>
        <div class="tools">
          <span class="second" role="status">
            {t('table.shown', { shown: shown.length, all: rows.length, selected: chosen.length })}
          </span>
          <span class="space" />
          <button type="button" class="btn" onClick={() => onAdd(pictures)} disabled={pictures.length === 0}>
            {t('works.from-table', { count: pictures.length })}
          </button>
          <button type="button" class="btn" onClick={save('csv')} disabled={toSave.length === 0}>
            {t('table.save-csv', { count: toSave.length })}
          </button>
          <button type="button" class="btn" onClick={save('json')} disabled={toSave.length === 0}>
            {t('table.save-json', { count: toSave.length })}
          </button>
        </div>
        <ItemsTable
          {...{ groups, order, selected, t, load }}
          itemOf={(key) => byKey.get(key) ?? null}
          hrefOf={hrefOf}
          onOrder={setOrder}
          onSelect={select}
          onSelectAll={selectAll}
        />
        {shown.length === 0 && <p class="aside">{t('table.none')}</p>}
        {siteCheck !== undefined && <SiteCheck {...siteCheck} t={t} />}
      </main>
    </>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly any: string;
  readonly values: readonly string[];
  readonly chosen: string | null;
  readonly onChoose: (value: string | null) => void;
}

function Choice({ name, any, values, chosen, onChoose }: ChoiceProps) {
  return (
    <label>
      {name}
      <select
        class="field"
        value={chosen ?? ''}
        onChange={({ currentTarget: { value } }) => onChoose(value === '' ? null : value)}
      >
        <option value="">{any}</option>
        {values.map((value) => (
          <option key={value} value={value}>
            {value}
          </option>
        ))}
      </select>
    </label>
  );
}

function distinct(rows: readonly TableRow[], column: 'label'): readonly string[] {
  return [...new Set(rows.map((row) => row[column]))].toSorted();
}

function withKeys(before: ReadonlySet<string>, keys: readonly string[], isOn: boolean): ReadonlySet<string> {
  return isOn ? before.union(new Set(keys)) : before.difference(new Set(keys));
}
