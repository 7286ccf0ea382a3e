import type { FromPage, ItemId, MediaRequest, PageBytes, PageState } from '../messaging/protocol.ts';
import type { Report } from '../model/report.ts';
import type { BadgeWords } from '../verdict/words.ts';

/** What this room needs of the background. The entrypoint joins it to the messages. */
export interface PagePort {
  pageOpened(): Promise<PageState>;
  /** @throws when the background could not answer even after asking again. */
  inspectMedia(request: MediaRequest): Promise<Report>;
  /** The first bytes of a web file, where the page can read it. `size`: bytes of the file where they are known. */
  readOpening(url: string, size: number | null): Promise<PageBytes | null>;
  mediaGone(items: readonly ItemId[]): void;
  openReport(item: ItemId): void;
  overlayDisturbed(): void;
  /** Has the script that labels run in this frame, and resolves when it has or could not. */
  bringLabels(): Promise<unknown>;
  /** The same with the script that opens cards. */
  bringCard(): Promise<unknown>;
  /** Asks what only labels and cards ask. As bare as that: every page pays for it. */
  readonly ask: <Name extends 'words' | 'openTerm' | 'ownWork' | 'markWork' | 'settleWorks' | 'openWork'>(
    name: Name,
    body: Parameters<FromPage[Name]>[0],
  ) => Promise<ReturnType<FromPage[Name]>>;
  /** So many media of this frame, in all, are not looked at. */
  mediaSkipped(count: number): void;
  /** `false` once Whence was updated or removed under this page. */
  isAlive(): boolean;
}

/** How badges read and look. The entrypoint builds it from the words, the components and the tokens. */
export interface PageView {
  /** Style text of the overlay, in order. Sizes in rem are taken as 16 px. */
  readonly styles: readonly string[];
  readonly language: string;
  readonly isRightToLeft: boolean;
  /** `null`: no badge for this report. */
  badgeWords(report: Report): BadgeWords | null;
  /** Accessible name of a badge; `subject` is the alternative text or file name, possibly empty. */
  badgeName(words: BadgeWords, subject: string): string;
}
