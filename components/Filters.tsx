import { useRef } from 'preact/hooks';
import type { PageTranslate } from '../lib/i18n/page-translator.ts';
import type { Group } from '../lib/verdict/words.ts';

export type Filter = 'all' | Group;
const FILTERS: readonly Filter[] = ['all', 'found', 'nothing', 'not-checked'];

interface FiltersProps {
  readonly t: PageTranslate;
  readonly chosen: Filter;
  readonly counts: Readonly<Record<Filter, number>>;
  /** Id of the list the tabs stand for. */
  readonly controls: string;
  readonly onChoose: (filter: Filter) => void;
}

/** Tabs with counts. Arrows move and choose, mirrored where text runs from the right. */
export function Filters({ t, chosen, counts, controls, onChoose }: FiltersProps) {
  const root = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const isRtl = root.current?.matches(':dir(rtl)') ?? false;
    const step = new Map([
      ['ArrowRight', isRtl ? -1 : 1],
      ['ArrowLeft', isRtl ? 1 : -1],
    ]).get(event.key);
    const at = FILTERS.indexOf(chosen);
    const target = event.key === 'Home' ? 0 : event.key === 'End' ? FILTERS.length - 1 : step && (at + step + 4) % 4;
    const filter = target === undefined ? undefined : FILTERS[target];
    if (filter === undefined) return;
    event.preventDefault();
    onChoose(filter);
    root.current?.querySelectorAll<HTMLElement>('[role="tab"]')[FILTERS.indexOf(filter)]?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={t('popup.filters')} ref={root} onKeyDown={onKeyDown}>
      {FILTERS.map((filter) => (
        <button
          key={filter}
          type="button"
          role="tab"
          id={`${controls}-${filter}`}
          aria-selected={filter === chosen}
          aria-controls={controls}
          tabIndex={filter === chosen ? 0 : -1}
          onClick={() => onChoose(filter)}
        >
          {t(`popup.filter.${filter}`)} <span class="num">{t('number', { count: counts[filter] })}</span>
        </button>
      ))}
    </div>
  );
}
