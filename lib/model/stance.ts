import type { Unanswered } from './outcome.ts';
import type { TrainingStance } from './report.ts';

/** Where a line stands: in the file itself, in the answer that carries it, in its page, or in a file of its site. */
export type StanceLayer = 'file' | 'headers' | 'page' | 'site';

/**
 * What a line speaks of. `training`, `mining` and `ai` bear on AI training; `input` is use in answers, `search` search
 * engines, `crawling` one crawler's way through the site, `rights` who holds rights and on what terms.
 */
export type StanceScope = 'training' | 'mining' | 'ai' | 'input' | 'search' | 'crawling' | 'rights';

/** One line on rights, as somebody wrote it. Every text is hostile. */
export interface StanceLine {
  readonly layer: StanceLayer;
  /** Where it stands, as `example.org/robots.txt`. */
  readonly source: string;
  /** Its name there, as `GPTBot: Disallow`. */
  readonly field: string;
  readonly value: string;
  readonly stance: TrainingStance;
  readonly scope: StanceScope;
}

/** What all lines come to on AI training. */
export interface StanceTable {
  /** The most restrictive of the lines that bear on training. */
  readonly headline: TrainingStance;
  /** The lines that say it. */
  readonly saidBy: readonly StanceLine[];
  /** Lines that bear on training and say something milder. */
  readonly otherwise: readonly StanceLine[];
  /** Crawlers gathering for AI that the site turns away from here; no word on training itself. */
  readonly turnedAway: readonly string[];
  /** All lines, the file's own first. */
  readonly lines: readonly StanceLine[];
}

/** A place that was looked at for lines, or could not be. */
export interface LookedAt {
  readonly layer: StanceLayer;
  readonly source: string;
  readonly outcome: 'found' | 'none' | Unanswered;
}

/**
 * What a page or platform itself says of how one medium was made, as written: schema.org's `digitalSourceType`, or the
 * platform's own label that AI was used, by its name in the page's data.
 */
export type PageClaim = { readonly digitalSourceType: string } | { readonly aiLabel: string };

/** An address said to hold a licence. */
export interface LicenseLink {
  /** As written. */
  readonly href: string;
  /** Media type as stated; `''`: none. */
  readonly type: string;
}

/** What the answer that carries a medium says of its use; `null`: no such header. */
export interface RightsHeaders {
  readonly contentUsage: string | null;
  readonly tdmReservation: string | null;
  readonly tdmPolicy: string | null;
  readonly robotsTag: string | null;
  readonly licenses: readonly LicenseLink[];
}

/** What a page says of its use and of one medium's rights. */
export interface PageRights {
  /** Address of the page or frame. */
  readonly address: string;
  /** Contents of `<meta name="robots">`. */
  readonly robots: readonly string[];
  readonly tdmReservation: string | null;
  readonly tdmPolicy: string | null;
  readonly licenses: readonly LicenseLink[];
  /** RSL written into the page. */
  readonly rsl: readonly string[];
  /** JSON-LD scripts. */
  readonly jsonLd: readonly string[];
  /** Data of a platform's own player that has words on AI. */
  readonly platformData: readonly string[];
  /** Id of the medium at Numbers Protocol, by the element that shows it; `null`: none. */
  readonly nid: string | null;
}

/** Files of a site that speak on rights, by the name they have here. */
export type SiteFileName = 'robots.txt' | 'tdmrep.json' | 'ai.txt' | '.well-known/ai.txt' | 'trust.txt';

/** One of them: its text, cut to what is read, `'none'` where the server has none, or why it could not be had. */
export type SiteFile = { readonly text: string; readonly isCut: boolean } | 'none' | Unanswered;

export type SiteFiles = Readonly<Record<SiteFileName, SiteFile>>;
