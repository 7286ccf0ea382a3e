import type { LoadWords, WordsPart } from '../i18n/load-words.ts';
import type { BadgeLook } from '../model/badge-look.ts';
import type { FileDetails } from '../model/file-details.ts';
import type { LookUpBy } from '../model/look-up.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Report } from '../model/report.ts';
import type { ListProblem } from '../model/trust.ts';
import type { Mark } from '../model/work.ts';
import type { Settings } from '../settings/settings.ts';

/** A medium's number within its frame; the background adds tab and frame from the browser's own sender. */
export type ItemId = number;

/** What the page takes a medium for. What it is, only its bytes tell. */
export type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'text';

/** What a content script says of one medium it wants looked at. Hostile until parsed. */
export interface MediaRequest {
  readonly item: ItemId;
  readonly kind: MediaKind;
  /** Absolute http(s), data: or blob: address, as the page shows it now (`currentSrc`). */
  readonly url: string;
  readonly alt: string;
  /** Rendered size in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** `encodedBodySize` where the page may see it: a free validator for stored verdicts. */
  readonly bytesHint: number | null;
  /** The person asked about this one (menu, shortcut), so budgets do not apply. */
  readonly asked: boolean;
  /** Base64 of the bytes when only the page can read them (`data:`, `blob:`), capped at 32 MiB. */
  readonly inline: string | null;
  /** The first bytes of a web file, as the page itself could read them; `null` where it could not. */
  readonly opening: PageBytes | null;
}

/** One medium of a tab as the popup lists it. */
export interface TabItem {
  readonly item: ItemId;
  readonly frame: number;
  readonly kind: MediaKind;
  readonly url: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  /** `null` while it waits or is being read. */
  readonly report: Report | null;
}

export interface PageState {
  /** Look by itself, or wait to be asked. */
  readonly automatic: boolean;
  readonly theme: Settings['theme'];
  /** Tag to speak by, as `spokenTag` answers it. */
  readonly language: string;
  readonly mark: string;
  /** How labels stand on the pictures of this page. */
  readonly badges: BadgeLook;
}

export interface TabState {
  readonly host: string | null;
  readonly items: readonly TabItem[];
  readonly settings: Settings;
  /** Whence looks at this site by itself. */
  readonly automatic: boolean;
  /** A content script answered in this tab. */
  readonly reachable: boolean;
  /** The page removed or covered Whence's overlay again after it was put back. */
  readonly overlayDisturbed: boolean;
  /** The page asks for no badges; there are none but on what the person asked about. */
  readonly optedOut: boolean;
  /** Media the page shows beyond what Whence follows on one page; they are in no list. */
  readonly skipped: number;
}

export interface TrustListState {
  readonly id: string;
  /** As the person named it; of a published list, its kind. */
  readonly name: string;
  readonly kind: 'c2pa' | 'interim' | 'custom';
  readonly certificates: number;
  /** ISO date the list was issued, where it says; else `null`. */
  readonly issued: string | null;
  /** ISO time it was last fetched or added. */
  readonly fetched: string | null;
  readonly enabled: boolean;
  /** Why the last refresh was not taken; `null` when it was. */
  readonly problem: ListProblem | null;
}

export interface StoreState {
  readonly results: number;
  readonly bytes: number;
  readonly oldest: string | null;
  /** `false`: the browser refuses storage; everything still works, nothing is kept. */
  readonly available: boolean;
}

/** What a card shows of a work that a picture of its page looks like. */
export interface WorkOnCard {
  /** Base64 of the small picture kept of the work. */
  readonly picture: string;
  readonly type: string;
  /** What the person said of it here before; `null`: nothing yet. */
  readonly mark: Mark | null;
  /** The sighting is kept, so that an answer can be: in private windows none is. */
  readonly isKept: boolean;
}

/** From a content script. The sender's tab, frame and address come from the browser, never from here. */
export interface FromPage {
  pageOpened(body: Record<string, never>): PageState;
  inspectMedia(body: MediaRequest): Report;
  mediaGone(body: { readonly items: readonly ItemId[] }): void;
  openReport(body: { readonly item: ItemId }): void;
  /** Opens the glossary at a term. */
  openTerm(body: { readonly term: string }): void;
  overlayDisturbed(body: Record<string, never>): void;
  /** Runs the script that labels in the frame that asks, and answers when it has run. */
  bringLabels(body: Record<string, never>): { readonly placed: boolean };
  /** The same with the script that opens cards. */
  bringCard(body: Record<string, never>): { readonly placed: boolean };
  /** The words for a script it runs, in another language than the English that is in it; `null`: English. */
  words(body: { readonly part: WordsPart; readonly tag: string }): Awaited<ReturnType<LoadWords>>;
  /** So many media of this frame, in all, were not looked at because the page has too many. */
  mediaSkipped(body: { readonly count: number }): void;
  /** What the card of an item shows of a work the item looks like; `null` where it does not look like that work. */
  ownWork(body: { readonly item: ItemId; readonly work: string }): WorkOnCard | null;
  /** What the person says of that sighting, on its card. */
  markWork(body: { readonly item: ItemId; readonly work: string; readonly mark: Mark | null }): {
    readonly isKept: boolean;
  };
  /** The card on which answers were given is closed: its label follows them. */
  settleWorks(body: { readonly item: ItemId }): void;
  /** Opens the page of works at the sighting. */
  openWork(body: { readonly item: ItemId; readonly work: string }): void;
}

/** From Whence's own pages: popup, options, report, welcome. */
export interface FromExtension {
  getTab(body: { readonly tab: number }): TabState;
  /** The same, each report with no more than its row in a list tells (`rowReport`). */
  getRows(body: { readonly tab: number }): TabState;
  getItem(body: { readonly tab: number; readonly frame: number; readonly item: ItemId }): TabItem | null;
  /** Look at the whole page now (places the content script where it is missing). */
  checkPage(body: { readonly tab: number }): { readonly reachable: boolean };
  /** Outline the item on the page; `null` takes the outline away. */
  outlineItem(body: { readonly tab: number; readonly frame: number; readonly item: ItemId | null }): void;
  /** Scroll to the item and move focus to its badge. */
  showItem(body: { readonly tab: number; readonly frame: number; readonly item: ItemId }): void;
  /**
   * Fetches the record that the item's file keeps elsewhere, because the person said so here, and answers the item with
   * it; what could not be fetched is told in its report. `null`: the item is gone.
   */
  fetchRecord(body: { readonly tab: number; readonly frame: number; readonly item: ItemId }): TabItem | null;
  /**
   * Asks one record store for the record of the item's file, because the person said so here, and answers the item with
   * what came of it. Only a store the settings name is asked. `null`: the item is gone.
   */
  lookUp(body: {
    readonly tab: number;
    readonly frame: number;
    readonly item: ItemId;
    /** Address of the store. */
    readonly resolver: string;
    readonly by: LookUpBy;
  }): TabItem | null;
  /**
   * Reads the item's file again for what its report does not hold; what it tells about people only `withPeople`. The
   * answer is kept nowhere. `null`: the item is gone, or not read yet.
   */
  getDetails(body: {
    readonly tab: number;
    readonly frame: number;
    readonly item: ItemId;
    readonly withPeople: boolean;
  }): Outcome<FileDetails> | null;
  getSettings(body: Record<string, never>): Settings;
  /** Stores the change and puts it into effect (content scripts, toolbar). Permissions were asked by the caller. */
  changeSettings(body: Partial<Omit<Settings, 'version'>>): Settings;
  getTrustLists(body: Record<string, never>): readonly TrustListState[];
  refreshTrustLists(body: Record<string, never>): readonly TrustListState[];
  addTrustList(body: { readonly name: string; readonly pem: string }): readonly TrustListState[];
  removeTrustList(body: { readonly id: string }): readonly TrustListState[];
  getStore(body: Record<string, never>): StoreState;
  forgetEverything(body: Record<string, never>): StoreState;
  /** Result of the start-up self-test that trust settings take effect. */
  getSelfTest(body: Record<string, never>): {
    readonly state: 'passed' | 'failed' | 'not-run';
    readonly detail: string;
  };
}

/** Bytes of one file. */
export interface AskedRange {
  readonly offset: number;
  readonly length: number;
}

/** A file as the page itself can read it. Hostile until parsed. */
export interface PageBytes {
  /** Bytes of the whole file. */
  readonly size: number;
  /** Base64 of the range asked for; shorter than asked only at the file's end. */
  readonly part: string;
  /** What the response said; `null` also where the page may not see it. */
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly cacheControl: string | null;
  readonly link: string | null;
}

/** From the background to a content script. */
export interface ToPage {
  /**
   * Reads a part of a web file in the page's own context, where the browser holds it already. `null`: the page cannot.
   * `size`: bytes of the whole file where they are known.
   */
  readRange(body: { readonly url: string; readonly range: AskedRange; readonly size: number | null }): PageBytes | null;
  checkNow(body: Record<string, never>): { readonly here: true };
  /** Right-click on a picture: look at it and open its card. */
  askAbout(body: { readonly url: string }): { readonly found: boolean };
  outlineItem(body: { readonly item: ItemId | null }): void;
  /** Its items as they stand in the document now; one that is shown twice, by its first place. */
  itemOrder(body: Record<string, never>): readonly ItemId[];
  showItem(body: { readonly item: ItemId }): void;
  stateChanged(body: PageState): void;
  /** The person had more looked up about an item it was told of: this is its report now. */
  reportChanged(body: { readonly item: ItemId; readonly report: Report }): void;
  nextLabel(body: Record<string, never>): void;
  /** Check the picture last pointed at or focused. */
  askUnderPointer(body: Record<string, never>): void;
}
