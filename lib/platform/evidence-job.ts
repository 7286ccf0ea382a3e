import type { Evidence, PackIndex } from '../evidence/evidence.ts';
import type { Words } from '../i18n/load-words.ts';
import type { PageReading } from './compute-job.ts';

/** One pack to be made, as plain values: it crosses into a Worker. */
export interface EvidenceJob extends Omit<Evidence, 'original'> {
  /** Where the file is read again. */
  readonly url: string;
  /** Address of the frame that shows it. */
  readonly frameUrl: string;
  /** Base64 of bytes only the page could read. */
  readonly inline: string | null;
  /** How the page delivers it; `null` where it does not. */
  readonly reading: PageReading | null;
  /** BCP 47 tag of the language of the pack's own words. */
  readonly language: string;
  /** Those words, which no Worker can load; `null` for English. */
  readonly words: Words | null;
}

/** To the Worker. */
export type EvidenceTask =
  | { readonly kind: 'make'; readonly job: EvidenceJob }
  /** What the page answered to the Worker's question of that number; `null`: it did not. */
  | { readonly kind: 'page-bytes'; readonly question: number; readonly base64: string | null };

/** How far a pack is. */
export type EvidenceNote =
  | { readonly kind: 'ask-page'; readonly question: number; readonly offset: number; readonly length: number }
  /** Bytes read; `size` is `null` while nobody has said. */
  | { readonly kind: 'reading'; readonly read: number; readonly size: number | null }
  | { readonly kind: 'packing' }
  | { readonly kind: 'done'; readonly zip: Uint8Array<ArrayBuffer>; readonly index: PackIndex };
