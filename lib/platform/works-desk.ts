import type { Catalog, WorkWords } from '../catalog/catalog.ts';
import type { Sightings } from '../catalog/sightings.ts';
import type { Mark, Work } from '../model/work.ts';
import { type ShownSighting, tabOf, type WorksTab } from '../model/works-tab.ts';
import type { PictureAnswer } from './fingerprint-worker.ts';
import { countOutdated, renewOutdated } from './outdated-works.ts';

/** What the page of works shows. */
export interface WorksState {
  readonly count: number;
  readonly works: readonly Work[];
  readonly sightings: readonly ShownSighting[];
  readonly tab: WorksTab;
  readonly find: string;
  readonly edited: Work | null;
  readonly chosen: number;
  readonly hasMore: boolean;
  /** Works that another version fingerprinted, and that are not recognized therefore. */
  readonly outdated: number;
  /** They are being fingerprinted anew. */
  readonly isRenewing: boolean;
  /** The browser refuses storage. */
  readonly isClosed: boolean;
}

/** Works shown at a time. */
const PAGE = 120;
/** Works looked through for words. */
const MAX_SEARCHED = 100_000;
const MAX_SIGHTINGS = 2_000;

/** What the page of works shows, and what becomes of it when the person does something. */
export class WorksDesk {
  readonly #catalog: Catalog;
  readonly #sightings: Sightings;
  readonly #onChange: () => void;
  #shown = PAGE;
  #state: WorksState = {
    count: 0,
    works: [],
    sightings: [],
    tab: 'all',
    find: '',
    edited: null,
    chosen: 0,
    hasMore: false,
    outdated: 0,
    isRenewing: false,
    isClosed: false,
  };
  #hasChosenTab = false;

  constructor(catalog: Catalog, sightings: Sightings, onChange: () => void) {
    this.#catalog = catalog;
    this.#sightings = sightings;
    this.#onChange = onChange;
  }

  get state(): WorksState {
    return this.#state;
  }

  async refresh(): Promise<void> {
    try {
      const { count } = await this.#catalog.state();
      const works = await this.#found();
      const seen = await this.#sightings.list(null, MAX_SIGHTINGS);
      const byId = new Map<string, Work | null>();
      for (const { work } of seen) if (!byId.has(work)) byId.set(work, await this.#catalog.work(work));
      const sightings = seen.flatMap((sighting) => {
        const work = byId.get(sighting.work) ?? null;
        return work === null || !hasWords(work, this.#state.find) ? [] : [{ sighting, work, tab: tabOf(sighting) }];
      });
      const hasMore = works.length > this.#shown;
      const isSeen = sightings.some(({ tab }) => tab !== 'not-mine');
      const tab = this.#hasChosenTab ? this.#state.tab : isSeen ? 'to-look-at' : 'all';
      this.#set({ count, works: works.slice(0, this.#shown), sightings, hasMore, tab, isClosed: false });
    } catch {
      this.#set({ isClosed: true });
    }
  }

  /** Counts works that are not recognized: every fingerprint is looked at, so only where there may be new ones. */
  async countOutdated(): Promise<void> {
    const outdated = await countOutdated(this.#catalog).catch(() => 0);
    this.#set({ outdated });
  }

  /** Fingerprints them anew. @param measure fingerprints a picture */
  async renew(measure: (picture: Blob) => Promise<PictureAnswer>): Promise<void> {
    if (this.#state.isRenewing) return;
    this.#set({ isRenewing: true });
    const renewed = (count: number): void => this.#set({ outdated: Math.max(0, this.#state.outdated - count) });
    await renewOutdated(this.#catalog, measure, renewed).catch(() => undefined);
    await this.countOutdated();
    this.#set({ isRenewing: false });
  }

  async showTab(tab: WorksTab): Promise<void> {
    this.#hasChosenTab = true;
    this.#set({ tab, chosen: 0, edited: null });
    await this.refresh();
  }

  async find(find: string): Promise<void> {
    this.#shown = PAGE;
    this.#set({ find, chosen: 0 });
    await this.refresh();
  }

  async more(): Promise<void> {
    this.#shown += PAGE;
    await this.refresh();
  }

  choose(chosen: number): void {
    this.#set({ chosen });
  }

  /** Shows one sighting, if it is there. */
  async chooseSighting(id: string): Promise<void> {
    await this.refresh();
    const { sightings } = this.#state;
    const wanted = sightings.find(({ sighting }) => sighting.id === id);
    if (wanted === undefined) return;
    const listed = sightings.filter(({ tab }) => tab === wanted.tab);
    this.#hasChosenTab = true;
    this.#set({ tab: wanted.tab, chosen: Math.max(0, listed.indexOf(wanted)) });
  }

  edit(edited: Work | null): void {
    this.#set({ edited });
  }

  async describe(id: string, words: WorkWords): Promise<void> {
    await this.#catalog.describe(id, words);
    this.#set({ edited: null });
    await this.refresh();
  }

  async remove(id: string): Promise<void> {
    await this.#catalog.remove([id]);
    this.#set({ edited: null });
    await this.refresh();
  }

  async mark(id: string, mark: Mark | null): Promise<void> {
    await this.#sightings.mark(id, mark);
    await this.refresh();
  }

  /** What the person says of the sighting they look at. */
  async markChosen(mark: Mark): Promise<void> {
    const { sightings, chosen, tab } = this.#state;
    if (tab === 'all') return;
    const listed = sightings.filter((each) => each.tab === tab);
    const one = listed[chosen] ?? listed[0];
    if (one !== undefined) await this.mark(one.sighting.id, mark);
  }

  async forget(id: string): Promise<void> {
    await this.#sightings.forget(id);
    await this.refresh();
  }

  /** One more than is shown, where there are more. */
  async #found(): Promise<readonly Work[]> {
    const { find } = this.#state;
    const most = this.#shown + 1;
    if (find.trim() === '') return this.#catalog.works(0, most);
    const all = await this.#catalog.works(0, MAX_SEARCHED);
    return all.filter((work) => hasWords(work, find)).slice(0, most);
  }

  #set(change: Partial<WorksState>): void {
    this.#state = { ...this.#state, ...change };
    this.#onChange();
  }
}

function hasWords({ title, creator, name, notes }: Work, find: string): boolean {
  const text = `${title} ${creator} ${name} ${notes}`.toLocaleLowerCase();
  return find
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
