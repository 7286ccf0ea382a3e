import { formatBytes } from '../lib/i18n/format.ts';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { TabItem } from '../lib/messaging/protocol.ts';
import type { Order } from '../lib/table/arrange-rows.ts';
import type { Column, TableRow } from '../lib/table/table-row.ts';
import { type LoadPicture, Thumbnail } from './Thumbnail.tsx';

interface ItemsTableProps {
  /** `basis` is the group's title; `null` where nothing is grouped. */
  readonly groups: readonly { readonly basis: string | null; readonly rows: readonly TableRow[] }[];
  /** `null`: as the page has them. */
  readonly order: Order | null;
  readonly selected: ReadonlySet<string>;
  readonly t: PageTranslate;
  readonly load: LoadPicture;
  readonly itemOf: (key: string) => TabItem | null;
  readonly hrefOf: (item: TabItem) => string;
  readonly onOrder: (order: Order | null) => void;
  /** @param isRange everything from the row last touched on */
  readonly onSelect: (key: string, isOn: boolean, isRange: boolean) => void;
  readonly onSelectAll: (isOn: boolean) => void;
}

const COLUMNS: readonly Column[] = ['name', 'label', 'basis', 'kind', 'format', 'size', 'host'];
/** Those and the box in front. */
const WIDTH = COLUMNS.length + 1;

/** The table itself. It scrolls within its own box, so that its head stays in sight and the page keeps its width. */
export function ItemsTable(props: ItemsTableProps) {
  const { groups, order, selected, t, onOrder } = props;
  const keys = groups.flatMap(({ rows }) => rows.map(({ key }) => key));
  const count = keys.filter((key) => selected.has(key)).length;
  return (
    <div class="table-box" role="region" aria-labelledby="items-caption" tabIndex={0}>
      <table class="items-table" onKeyDown={moveBetweenBoxes}>
        <caption id="items-caption" class="hidden-visually">
          {t('table.title')}
        </caption>
        <thead>
          <tr>
            <th scope="col">
              <input
                type="checkbox"
                aria-label={t('table.select-all')}
                checked={count > 0 && count === keys.length}
                ref={(box) => {
                  if (box !== null) box.indeterminate = count > 0 && count < keys.length;
                }}
                onChange={({ currentTarget: { checked } }) => props.onSelectAll(checked)}
              />
            </th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" class={column} aria-sort={sortOf(column, order)}>
                <button type="button" onClick={() => onOrder(nextOrder(column, order))}>
                  {t(`table.column.${column}`)}
                  <span class="arrow" aria-hidden="true" />
                </button>
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ basis, rows }) => (
          <tbody key={basis ?? ''}>
            {basis !== null && (
              <tr class="group">
                <th scope="rowgroup" colSpan={WIDTH}>
                  <span>{t('table.group-of', { basis, count: rows.length })}</span>
                </th>
              </tr>
            )}
            {rows.map((row) => (
              <Row key={row.key} row={row} {...props} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Row({ row, selected, t, load, itemOf, hrefOf, onSelect }: ItemsTableProps & { readonly row: TableRow }) {
  const { key, name, size } = row;
  const item = itemOf(key);
  const isOn = selected.has(key);
  return (
    <tr class={isOn ? 'on' : ''}>
      <td>
        <input
          type="checkbox"
          aria-label={t('table.select', { name })}
          checked={isOn}
          // A click carries the shift key, made by pointer or by the space bar.
          onClick={({ currentTarget: { checked }, shiftKey }) => onSelect(key, checked, shiftKey)}
        />
      </td>
      <th scope="row">
        <span class="named">
          {item?.kind === 'image' && <Thumbnail address={item.url} load={load} />}
          {item === null || item.report === null ? (
            <bdi>{name}</bdi>
          ) : (
            <a href={hrefOf(item)}>
              <bdi>{name}</bdi>
            </a>
          )}
        </span>
      </th>
      <td>{row.label}</td>
      <td>{row.basis}</td>
      <td>{row.kind}</td>
      <td>{row.format}</td>
      <td class="size">{size === null ? '' : <bdi>{formatBytes(size, t.language)}</bdi>}</td>
      <td>
        <bdi>{row.host}</bdi>
      </td>
    </tr>
  );
}

function sortOf(column: Column, order: Order | null): 'ascending' | 'descending' | 'none' {
  if (order?.column !== column) return 'none';
  return order.isDescending ? 'descending' : 'ascending';
}

/** Up, then down, then as the page has them. */
function nextOrder(column: Column, order: Order | null): Order | null {
  if (order?.column !== column) return { column, isDescending: false };
  return order.isDescending ? null : { column, isDescending: true };
}

/** Up and down, Home and End move between the boxes of rows; with shift, what was passed is selected. */
function moveBetweenBoxes(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>('tbody input')];
  const at = boxes.findIndex((box) => box === event.target);
  const target = new Map([
    ['ArrowDown', at + 1],
    ['ArrowUp', at - 1],
    ['Home', 0],
    ['End', boxes.length - 1],
  ]).get(event.key);
  const box = target === undefined || at === -1 ? undefined : boxes[target];
  if (box === undefined) return;
  event.preventDefault();
  box.focus();
  if (event.shiftKey && !box.checked) {
    if (boxes[at]?.checked === false) boxes[at].click();
    box.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: true }));
  }
}
