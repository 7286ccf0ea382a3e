import { browser } from 'wxt/browser';
import type { ItemId, TabItem } from '../messaging/protocol.ts';

/** Items listed for one tab at most; the page goes on being labeled beyond it. */
export const MAX_ITEMS = 500;

interface Tab {
  readonly items: Map<string, TabItem>;
  isDisturbed: boolean;
}

const ITEM = 'item';
const DISTURBED = 'disturbed';

/**
 * What each tab shows, for the popup and the toolbar. Kept in session storage, one entry per item, because the
 * background is stopped between two messages; gone when the browser closes. Where session storage is refused or
 * full, the list lives as long as the background does.
 */
export class TabItems {
  readonly #tabs = new Map<number, Tab>();
  #loading: Promise<void> | null = null;

  async list(tab: number): Promise<readonly TabItem[]> {
    await this.#load();
    const items = [...(this.#tabs.get(tab)?.items.values() ?? [])];
    return items.sort((a, b) => a.frame - b.frame || a.item - b.item);
  }

  async get(tab: number, frame: number, item: ItemId): Promise<TabItem | null> {
    await this.#load();
    return this.#tabs.get(tab)?.items.get(`${frame}:${item}`) ?? null;
  }

  async put(tab: number, item: TabItem): Promise<void> {
    await this.#load();
    const { items } = this.#tab(tab);
    const key = `${item.frame}:${item.item}`;
    if (items.size >= MAX_ITEMS && !items.has(key)) return;
    items.set(key, item);
    await store({ [`${ITEM}:${tab}:${key}`]: item });
  }

  async remove(tab: number, frame: number, gone: readonly ItemId[]): Promise<void> {
    await this.#load();
    const items = this.#tabs.get(tab)?.items;
    const keys = gone.map((item) => `${frame}:${item}`).filter((key) => items?.delete(key));
    await drop(keys.map((key) => `${ITEM}:${tab}:${key}`));
  }

  /** A frame shows another document. The top frame's new document takes the whole tab with it. */
  async documentOpened(tab: number, frame: number): Promise<void> {
    await this.#load();
    if (frame === 0) return this.tabClosed(tab);
    const items = this.#tabs.get(tab)?.items ?? new Map<string, TabItem>();
    await this.remove(
      tab,
      frame,
      [...items.values()].filter((item) => item.frame === frame).map(({ item }) => item),
    );
  }

  async tabClosed(tab: number): Promise<void> {
    await this.#load();
    const keys = [...(this.#tabs.get(tab)?.items.keys() ?? [])];
    this.#tabs.delete(tab);
    await drop([...keys.map((key) => `${ITEM}:${tab}:${key}`), `${DISTURBED}:${tab}`]);
  }

  async isDisturbed(tab: number): Promise<boolean> {
    await this.#load();
    return this.#tabs.get(tab)?.isDisturbed ?? false;
  }

  async setDisturbed(tab: number): Promise<void> {
    await this.#load();
    this.#tab(tab).isDisturbed = true;
    await store({ [`${DISTURBED}:${tab}`]: true });
  }

  #tab(id: number): Tab {
    const tab = this.#tabs.get(id) ?? { items: new Map<string, TabItem>(), isDisturbed: false };
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
      if (kind === DISTURBED) this.#tab(Number(tab)).isDisturbed = true;
    }
  }
}

async function store(entries: Record<string, unknown>): Promise<void> {
  await browser.storage.session.set(entries).catch(() => undefined);
}

async function drop(keys: string[]): Promise<void> {
  if (keys.length > 0) await browser.storage.session.remove(keys).catch(() => undefined);
}
