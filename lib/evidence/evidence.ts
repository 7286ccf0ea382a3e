import type { Unanswered } from '../model/outcome.ts';
import type { Report } from '../model/report.ts';
import type { TrustLists } from '../model/trust.ts';
import type { Sighting, Work } from '../model/work.ts';

/** Largest file enclosed: the largest whose content hash is computed (lib/inspect), so that a pack can be replayed. */
export const MAX_ORIGINAL_BYTES = 200 * 1024 * 1024;

/**
 * Why there is no picture of the tab. `page-closed`: it is shown in no tab any more. `no-page`: there never was one, as
 * the person brought the file or its address themselves.
 */
export type NoView = 'needs-permission' | 'not-shown' | 'in-frame' | 'page-closed' | 'failed' | 'no-page';

/** Where the file was read again for the pack. */
export type ReadFrom = 'page' | 'network' | 'address' | 'file';

/** Something that is in the pack, or the reason why it is not. */
export type Held<Value, Why> =
  { readonly kind: 'held'; readonly value: Value } | { readonly kind: 'missing'; readonly why: Why };

/** How alike the enclosed file and the work are, measured anew when the pack is made. */
export interface MatchFigures {
  /** Bits of 256 in which the PDQ hashes of both differ, in the best of eight turns. */
  readonly pdqDistance: number;
  /** Correlation of the two pictures laid on each other, up to 1; `null`: they could not be laid on each other. */
  readonly likeness: number | null;
  /** Points of the work found again at their places. */
  readonly points: number;
  /** What speaks for the match, by the measure that decides how sure it is. */
  readonly evidence: number;
  /** From here on a match is told as likely, and as close. */
  readonly limits: { readonly likely: number; readonly close: number };
}

/** That the medium looks like a work of the person's who makes the pack. */
export interface SightingEvidence {
  readonly sighting: Sighting;
  readonly work: Work;
  /** The page was open when the pack was made; else its file was read again by the address alone. */
  readonly isPageOpen: boolean;
  /** As the catalog keeps it (lib/recognition/fingerprint-bytes.ts); `null` where it is gone. */
  readonly fingerprint: Uint8Array<ArrayBuffer> | null;
  /** The small picture kept of the work. */
  readonly picture: { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string } | null;
  /** `null`: the file could not be read, or not as a picture. */
  readonly figures: MatchFigures | null;
}

/** A file of a pack and what it has to be. */
interface EnclosedFile {
  readonly file: string;
  readonly sha256: string;
}

/** What a pack has of a sighting, beside the work's own words in its first file. */
export interface EnclosedSighting {
  readonly statement: EnclosedFile;
  readonly fingerprint: EnclosedFile | null;
  readonly picture: EnclosedFile | null;
  readonly isPageOpen: boolean;
}

/** Everything a pack is made from; the room has no clock, no network and no page of its own. */
export interface Evidence {
  /** As the person saw it. */
  readonly report: Report;
  /** Address of the medium, or the name of a file from this device. */
  readonly address: string;
  /** The page that showed it; `null` where it is gone, or never was. */
  readonly page: { readonly url: string; readonly title: string } | null;
  readonly original: Held<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly from: ReadFrom }, Unanswered>;
  /** The medium as the tab showed it, as PNG. */
  readonly view: Held<Uint8Array, NoView>;
  /** The lists the report rests on. */
  readonly trust: TrustLists;
  /** When the pack is made, ISO 8601, by this computer's clock. */
  readonly made: string;
  /** Absent where the pack is not about a work. */
  readonly sighting?: SightingEvidence;
}

/** A trust list of the pack, with the names of the files that hold it. */
export interface EnclosedList {
  readonly kind: 'c2pa' | 'interim' | 'custom';
  readonly name: string;
  readonly issued: string | null;
  readonly anchors: string;
  readonly allowed: string | null;
}

/** `pack.json`: what is in a pack and where it came from. Raise `version` when a reader of before would go wrong. */
export interface PackIndex {
  readonly version: 1;
  readonly made: string;
  readonly address: string;
  readonly page: Evidence['page'];
  readonly original:
    | { readonly file: string; readonly sha256: string; readonly size: number; readonly readFrom: ReadFrom }
    | { readonly missing: Unanswered };
  /** Of the bytes that the report is about; `null` where they were not all read then. */
  readonly inspectedSha256: string | null;
  /** Names of the files with manifest stores, as the original carries them. */
  readonly manifests: readonly string[];
  readonly view: { readonly file: string } | { readonly missing: NoView };
  readonly statusCodes: { readonly active: readonly string[]; readonly ingredients: readonly string[] };
  readonly engine: { readonly whence: string; readonly c2pa: string };
  readonly trust: readonly EnclosedList[];
  /** Servers contacted for the report and for this pack. */
  readonly contacted: readonly string[];
  readonly sighting?: EnclosedSighting;
}

/** No page showed it: the person brought it. */
export function isBrought({ view }: PackIndex): boolean {
  return 'missing' in view && view.missing === 'no-page';
}

/** The report is of other bytes than those enclosed. */
export function hasOtherBytes({ original, inspectedSha256 }: PackIndex): boolean {
  return 'sha256' in original && inspectedSha256 !== null && original.sha256 !== inspectedSha256;
}
