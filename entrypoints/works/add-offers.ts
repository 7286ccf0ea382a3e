import type { Offer } from '../../components/AddOffer.tsx';
import { MAX_LIST_LENGTH, parseWorkList } from '../../lib/catalog/work-list.ts';
import type { BroughtWork } from '../../lib/platform/register-works.ts';
import { lendAccess, namedFiles, offerItems, offerList, type WorksOffer } from '../../lib/platform/works-offer.ts';

export interface AddOffersPorts {
  readonly add: (brought: readonly BroughtWork[], leftOut: number) => void;
  readonly onChange: () => void;
}

/** Milliseconds in which clicks are not taken: this page may have opened between two clicks. */
const TOO_SOON = 500;

/** What is offered to be added, from a page or by a list, and the access it was lent. */
export class AddOffers {
  readonly #ports: AddOffersPorts;
  #offer: WorksOffer | null = null;
  #offeredAt = 0;
  #giveBack: () => Promise<void> = async () => undefined;

  constructor(ports: AddOffersPorts) {
    this.#ports = ports;
  }

  get state(): Offer | null {
    if (this.#offer === null) return null;
    const { from, brought, hosts, missing, names, leftOut } = this.#offer;
    return { from, addresses: brought.length, hosts, needsAccess: missing.length > 0, names: names.length, leftOut };
  }

  /** @param chosen `frame.item` of each. */
  async ofPage(tab: number, chosen: ReadonlySet<string>): Promise<void> {
    this.#set(await offerItems(tab, chosen));
  }

  /** @returns why the file is no list; `null`: it is one. */
  async ofList(file: File): Promise<'no-list' | 'too-large' | null> {
    // A character takes at least a byte.
    if (file.size > 4 * MAX_LIST_LENGTH) return 'too-large';
    const list = parseWorkList(await file.text());
    if (list.kind === 'failed') return list.why;
    this.#set(await offerList(list.works, list.leftOut));
    return null;
  }

  /** Call it inside the click. */
  async read(): Promise<void> {
    const offer = this.#offer;
    if (offer === null || performance.now() - this.#offeredAt < TOO_SOON) return;
    const lending = lendAccess(offer.missing);
    this.#set(offer.names.length === 0 ? null : { ...offer, brought: [], hosts: [], missing: [] });
    const before = this.#giveBack;
    const giveBack = await lending;
    this.#giveBack = async () => {
      await before();
      await giveBack();
    };
    this.#ports.add(offer.brought, 0);
  }

  folder(files: readonly File[]): void {
    const offer = this.#offer;
    if (offer === null) return;
    this.#set(offer.brought.length === 0 ? null : { ...offer, names: [] });
    this.#ports.add(namedFiles(offer.names, files), 0);
  }

  close(): void {
    this.#set(null);
  }

  /** Nothing is read any more. */
  async settle(): Promise<void> {
    const giveBack = this.#giveBack;
    this.#giveBack = async () => undefined;
    await giveBack();
  }

  #set(offer: WorksOffer | null): void {
    this.#offer = offer;
    this.#offeredAt = performance.now();
    this.#ports.onChange();
  }
}
