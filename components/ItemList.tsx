import { useEffect, useRef, useState } from 'preact/hooks';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { TabItem, TabState } from '../lib/messaging/protocol.ts';
import { fetchFailure } from '../lib/verdict/words.ts';
import type { Filter } from './Filters.tsx';
import { ItemRow, type ItemRowProps } from './ItemRow.tsx';
import type { LoadPicture } from './Thumbnail.tsx';

interface ItemListProps {
  readonly id: string;
  readonly items: readonly TabItem[];
  readonly filter: Filter;
  readonly state: Pick<TabState, 'reachable'>;
  readonly t: PageTranslate;
  readonly load: LoadPicture;
  readonly onOpenItem: (item: TabItem) => void;
  readonly onShow: (item: TabItem) => void;
  readonly onOutline: (item: TabItem | null) => void;
  readonly onAllow: (item: TabItem) => void;
  readonly onOpenPicture: (item: TabItem) => void;
  readonly onFetch: (item: TabItem) => void;
  readonly isFetching: (item: TabItem) => boolean;
}

/** Rows drawn at once, more than a popup shows: the others follow behind the first picture on the screen. */
const FIRST_ROWS = 16;

/** The items of one pile. Up and down, Home and End move between rows. */
export function ItemList(props: ItemListProps) {
  const { id, items, filter, t } = props;
  const list = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const isPainted = useIsPainted();
  const first = items[0];
  const currentKey = items.some((item) => keyOf(item) === current) ? current : first && keyOf(first);
  return (
    <main class="popup-list">
      <div role="tabpanel" id={id} aria-labelledby={`${id}-${filter}`}>
        <ul ref={list} onKeyDown={(event) => moveFocus(event, list.current)}>
          {items.slice(0, isPainted ? items.length : FIRST_ROWS).map((item) => (
            <ItemRow
              key={keyOf(item)}
              item={item}
              t={t}
              load={props.load}
              isCurrent={keyOf(item) === currentKey}
              onOpen={() => props.onOpenItem(item)}
              onOutline={(isOutlined) => props.onOutline(isOutlined ? item : null)}
              onFocus={() => setCurrent(keyOf(item))}
              action={actionOf(item, props)}
            />
          ))}
        </ul>
        {items.length === 0 && <p class="aside">{t('popup.none-in-filter')}</p>}
        {filter === 'not-checked' && items.length > 0 && <p class="aside">{t('popup.not-checked-note')}</p>}
      </div>
    </main>
  );
}

/** Whether the screen has shown the first drawing. */
function useIsPainted(): boolean {
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => (timer = setTimeout(setPainted, 0, true)));
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return isPainted;
}

function keyOf({ frame, item }: TabItem): string {
  return `${frame}/${item}`;
}

/** The one thing to do about an item. */
function actionOf(item: TabItem, props: ItemListProps): ItemRowProps['action'] {
  const { t } = props;
  if (item.report?.basis === 'record-elsewhere') {
    const verb = fetchFailure(item.report) === 'needs-permission' ? 'allow' : 'fetch';
    const text = t(props.isFetching(item) ? 'popup.action.fetching' : `popup.action.${verb}`);
    return { text, isQuiet: false, act: () => props.onFetch(item) };
  }
  switch (item.report?.why) {
    case 'needs-permission':
      return { text: t('popup.action.allow'), isQuiet: false, act: () => props.onAllow(item) };
    case 'blocked':
    case 'malformed':
    case 'not-public':
      if (/^https?:/i.test(item.url))
        return { text: t('popup.action.open'), isQuiet: false, act: () => props.onOpenPicture(item) };
      break;
    default:
  }
  // There is nothing on the page to show: it is a file in a viewer of the browser's own.
  if (!props.state.reachable) return null;
  return { text: t('popup.action.show'), isQuiet: true, act: () => props.onShow(item) };
}

function moveFocus(event: KeyboardEvent, list: HTMLElement | null): void {
  const rows = [...(list?.querySelectorAll<HTMLElement>('.item > .open') ?? [])];
  const at = rows.findIndex((row) => row.parentElement?.contains(document.activeElement));
  const target = new Map([
    ['ArrowDown', Math.min(at + 1, rows.length - 1)],
    ['ArrowUp', Math.max(at - 1, 0)],
    ['Home', 0],
    ['End', rows.length - 1],
  ]).get(event.key);
  if (target === undefined) return;
  event.preventDefault();
  rows[target]?.focus();
}
