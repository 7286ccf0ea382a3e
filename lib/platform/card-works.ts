import type { Catalog } from '../catalog/catalog.ts';
import type { Sightings } from '../catalog/sightings.ts';
import type { ItemId, TabItem, WorkOnCard } from '../messaging/protocol.ts';
import type { PageSender } from '../messaging/sender.ts';
import type { Report } from '../model/report.ts';
import type { Mark } from '../model/work.ts';
import { withoutFragment } from '../originals/without-fragment.ts';
import { base64Of } from '../page/base64-of.ts';
import { openBeside } from './report-page.ts';
import { sightingAddress, sightingId } from './sighting-place.ts';
import type { TabItems } from './tab-items.ts';

export interface CardWorksPorts {
  readonly catalog: Pick<Catalog, 'pictures'>;
  readonly sightings: Pick<Sightings, 'mark' | 'markOf' | 'has'>;
  readonly items: Pick<TabItems, 'get' | 'put'>;
  readonly tell: (tab: number, item: TabItem & { readonly report: Report }) => void;
}

/**
 * What a card shows of the person's works, and what becomes of the answer given there.
 *
 * A frame is told of a work only where its own item was found to look like that work, by the report of the item and not
 * by its word: the works themselves cannot be asked for, one after another or by number. What it gets is a picture of at
 * most 320 pixels a side, as bytes; the card paints them on a canvas inside its closed shadow root. There is no element
 * with an address that the page could find, no request it could see in its own log of requests or in its service worker,
 * and nothing its content security policy could refuse. Nothing of it is put into the page before the person opens the
 * card.
 */
export class CardWorks {
  readonly #ports: CardWorksPorts;

  constructor(ports: CardWorksPorts) {
    this.#ports = ports;
  }

  /** @returns `null` where the item is gone or does not look like that work, or the work is deleted. */
  async show(item: ItemId, work: string, sender: PageSender): Promise<WorkOnCard | null> {
    const { catalog, sightings } = this.#ports;
    const found = await this.#itemWith(item, work, sender);
    const pictures = found === null ? null : await catalog.pictures(work);
    if (found === null || pictures === null) return null;
    const page = withoutFragment(sender.url);
    return {
      picture: base64Of(pictures.shown),
      type: pictures.shownType,
      mark: await sightings.markOf(work, page, found.url),
      isKept: await sightings.has(sightingId(work, page, found.url)),
    };
  }

  /** Keeps what the person says of the sighting on this page; it can be taken back. @returns whether it is kept. */
  async mark(item: ItemId, work: string, mark: Mark | null, sender: PageSender): Promise<boolean> {
    const found = await this.#itemWith(item, work, sender);
    const id = found === null ? null : sightingId(work, withoutFragment(sender.url), found.url);
    if (id === null || !(await this.#ports.sightings.has(id))) return false;
    await this.#ports.sightings.mark(id, mark);
    return true;
  }

  /** Takes what is not the person's work off the label, once its card is closed: until then the answer can be undone. */
  async settle(item: ItemId, sender: PageSender): Promise<void> {
    const { items, sightings, tell } = this.#ports;
    const found = await items.get(sender.tab, sender.frame, item);
    if (found?.report?.works === undefined) return;
    const marked = await Promise.all(
      found.report.works.map(async (match) => ({
        ...match,
        mark: await sightings.markOf(match.work, withoutFragment(sender.url), found.url),
      })),
    );
    const works = marked.filter(({ mark }) => mark !== 'not-mine');
    const told = { ...found, report: { ...found.report, works } };
    await items.put(sender.tab, told);
    if (works.length < marked.length) tell(sender.tab, told);
  }

  /** Opens the page of works at the sighting. */
  async open(item: ItemId, work: string, sender: PageSender): Promise<void> {
    const found = await this.#itemWith(item, work, sender);
    if (found !== null) await openBeside(sender.tab, sightingAddress(work, withoutFragment(sender.url), found.url));
  }

  async #itemWith(item: ItemId, work: string, { tab, frame }: PageSender): Promise<TabItem | null> {
    const found = await this.#ports.items.get(tab, frame, item);
    return found?.report?.works?.some((match) => match.work === work) === true ? found : null;
  }
}
