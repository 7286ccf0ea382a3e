import type { Evidence, PackIndex } from '../evidence/evidence.ts';
import type { Words } from '../i18n/load-words.ts';
import type { CertificateChain } from '../model/certificate.ts';
import type { Outcome } from '../model/outcome.ts';
import type { PageReading } from './compute-job.ts';

/** One file that is read once more, as plain values: it crosses into a Worker. */
export interface ReadAgainJob extends Pick<Evidence, 'report' | 'trust'> {
  /** Where the file is read again. */
  readonly url: string;
  /** Address of the frame that shows it. */
  readonly frameUrl: string;
  /** Base64 of bytes only the page could read. */
  readonly inline: string | null;
  /** How the page delivers it; `null` where it does not. */
  readonly reading: PageReading | null;
  /** The file itself: one from this device, or that of a sighting as it was read by its address just now. */
  readonly file?: Blob;
}

/** One pack to be made. */
export interface EvidenceJob extends ReadAgainJob, Omit<Evidence, 'original'> {
  /** BCP 47 tag of the language of the pack's own words. */
  readonly language: string;
  /** Those words, which no Worker can load; `null` for English. */
  readonly words: Words | null;
  /** Thumbnail of the work of `sighting`, to measure the likeness with. */
  readonly luma?: Uint8Array<ArrayBuffer> | null;
}

/** To the Worker. */
export type EvidenceTask =
  | { readonly kind: 'make'; readonly job: EvidenceJob }
  /** Take the certificates out of the file's record. */
  | { readonly kind: 'certificates'; readonly job: ReadAgainJob }
  /** What the page answered to the Worker's question of that number; `null`: it did not. */
  | { readonly kind: 'page-bytes'; readonly question: number; readonly base64: string | null };

/** How far it is. */
export type EvidenceNote =
  | { readonly kind: 'ask-page'; readonly question: number; readonly offset: number; readonly length: number }
  /** Bytes read; `size` is `null` while nobody has said. */
  | { readonly kind: 'reading'; readonly read: number; readonly size: number | null }
  | { readonly kind: 'packing' }
  | { readonly kind: 'done'; readonly zip: Uint8Array<ArrayBuffer>; readonly index: PackIndex }
  | { readonly kind: 'certificates'; readonly chain: Outcome<CertificateChain> };

/** What ends a task. */
export type EvidenceEnd = Extract<EvidenceNote, { readonly kind: 'done' | 'certificates' }>;
