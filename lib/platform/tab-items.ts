import { browser } from 'wxt/browser';
import type { ItemId, TabItem } from '../messaging/protocol.ts';
import { choiceKey } from './chosen-item.ts';
import { SessionWrites } from './session-writes.ts';

/** Items listed for one tab at most; the page goes on being labeled beyond it. */
export const MAX_ITEMS = 500;

interface Tab {
  readonly items: Map<string, TabItem>;
  isDisturbed: boolean;
  /** Media that were not looked at, by frame. */
  readonly skipped: Map<number, number>;
}

const ITEM = 'item';
const DISTURBED = 'disturbed';
const SKIPPED = 'skipped';

/**
 * What each tab shows, for the popup and the toolbar. Kept in session storage, one entry per item, because the
 * background is stopped between two messages; gone when the browser closes. Where session storage is refused or
 * full, the list lives as long as the background does.
 */
export class TabItems {
  readonly #tabs = new Map<number, Tab>();
  readonly #writes: SessionWrites;
  #loading: Promise<void> | null = null;

  constructor(writes = new SessionWrites()) {
    this.#writes = writes;
  }

  async list(tab: number): Promise<readonly TabItem[]> {
    await this.#load();
    const items = [...(this.#tabs.get(tab)?.items.values() ?? [])];
    return items.sort((a, b) => a.frame - b.frame || a.item - b.item);
  }

  async get(tab: number, frame: number, item: ItemId): Promise<TabItem | null> {
    await this.#load();
    return this.#tabs.get(tab)?.items.get(`${frame}:${item}`) ?? null;
  }

  /** The same without waiting, inside a click: `null` also while nothing was read yet. */
  peek(tab: number, frame: number, item: ItemId): TabItem | null {
    return this.#tabs.get(tab)?.items.get(`${frame}:${item}`) ?? null;
  }

  /** A report that says nothing of the person's works keeps what was found of them before. */
  async put(tab: number, put: TabItem): Promise<void> {
    await this.#load();
    const { items } = this.#tab(tab);
    const key = `${put.frame}:${put.item}`;
    if (items.size >= MAX_ITEMS && !items.has(key)) return;
    const item = withWorks(put, items.get(key));
    items.set(key, item);
    // One without a report is asked about again when the background was stopped over it.
    if (item.report !== null) await this.#writes.set(`${ITEM}:${tab}:${key}`, item);
  }

  async remove(tab: number, frame: number, gone: readonly ItemId[]): Promise<void> {
    await this.#load();
    const items = this.#tabs.get(tab)?.items;
    const keys = gone.map((item) => `${frame}:${item}`).filter((key) => items?.delete(key));
    await this.#writes.drop(keys.map((key) => `${ITEM}:${tab}:${key}`));
  }

  /** A frame shows another document. The top frame's new document takes the whole tab with it. */
  async documentOpened(tab: number, frame: number): Promise<void> {
    await this.#load();
    if (frame === 0) return this.tabClosed(tab);
    if (this.#tabs.get(tab)?.skipped.delete(frame)) await this.#writes.drop([`${SKIPPED}:${tab}:${frame}`]);
    const items = this.#tabs.get(tab)?.items ?? new Map<string, TabItem>();
    await this.remove(
      tab,
      frame,
      [...items.values()].filter((item) => item.frame === frame).map(({ item }) => item),
    );
  }

  async tabClosed(tab: number): Promise<void> {
    await this.#load();
    const { items, skipped } = this.#tab(tab);
    this.#tabs.delete(tab);
    await this.#writes.drop([
      ...[...items.keys()].map((key) => `${ITEM}:${tab}:${key}`),
      ...[...skipped.keys()].map((frame) => `${SKIPPED}:${tab}:${frame}`),
      `${DISTURBED}:${tab}`,
      choiceKey(tab),
    ]);
  }

  async isDisturbed(tab: number): Promise<boolean> {
    await this.#load();
    return this.#tabs.get(tab)?.isDisturbed ?? false;
  }

  async setDisturbed(tab: number): Promise<void> {
    await this.#load();
    this.#tab(tab).isDisturbed = true;
    await this.#writes.set(`${DISTURBED}:${tab}`, true);
  }

  /** Media of the tab that were not looked at. */
  async skipped(tab: number): Promise<number> {
    await this.#load();
    return [...(this.#tabs.get(tab)?.skipped.values() ?? [])].reduce((sum, count) => sum + count, 0);
  }

  /** @param count media of this frame in all. */
  async setSkipped(tab: number, frame: number, count: number): Promise<void> {
    await this.#load();
    this.#tab(tab).skipped.set(frame, count);
    await this.#writes.set(`${SKIPPED}:${tab}:${frame}`, count);
  }

  #tab(id: number): Tab {
    const tab = this.#tabs.get(id) ?? { items: new Map<string, TabItem>(), isDisturbed: false, skipped: new Map() };
    this.#tabs.set(id, tab);
    return tab;
  }

  #load(): Promise<void> {
    this.#loading ??= this.#read();
    return this.#loading;
  }

  async #read(): Promise<void> {
    const stored: Record<string, unknown> = await browser.storage.session.get(null).catch(() => ({}));
    for (const [key, value] of Object.entries(stored)) {
      const [kind, tab = '', frame, item] = key.split(':');
      if (kind === ITEM) this.#tab(Number(tab)).items.set(`${frame}:${item}`, value as TabItem);
      if (kind === SKIPPED) this.#tab(Number(tab)).skipped.set(Number(frame), Number(value));
      if (kind === DISTURBED) this.#tab(Number(tab)).isDisturbed = true;
    }
  }
}

function withWorks(item: TabItem, before: TabItem | undefined): TabItem {
  const works = before?.url === item.url ? before.report?.works : undefined;
  if (works === undefined || item.report === null || item.report.works !== undefined) return item;
  return { ...item, report: { ...item.report, works } };
}
