import type { HttpFacts, Validators } from '../fetch/http-facts.ts';
import type { SelfTest } from '../inspect/self-test.ts';
import type { FileDetails } from '../model/file-details.ts';
import type { Format } from '../model/format.ts';
import type { LookedUpRecord, LookUpBy } from '../model/look-up.ts';
import type { Outcome, Unanswered } from '../model/outcome.ts';
import type { Report } from '../model/report.ts';
import type { Resolver, SoftBinding } from '../model/soft-binding.ts';
import type { TrustLists } from '../model/trust.ts';
import type { TrustmarkVariant } from '../model/trustmark.ts';
import type { FoundWork } from '../model/work.ts';

/** One file to inspect, as plain values: it crosses to another document and into a Worker. */
export interface Job {
  /** Equal keys are the same work: whoever asks second shares the first one's answer. */
  readonly key: string;
  readonly url: string;
  /** Address of the frame that shows the file; decides which inner addresses may be fetched. */
  readonly pageUrl: string;
  /** Base64 of bytes only the page could read. */
  readonly inline: string | null;
  /** A file the person chose, which `url` only stands for. It crosses into a Worker, and to no other document. */
  readonly file?: Blob;
  /**
   * What the page's scripts loaded, in that order, where it feeds a player piece by piece: addresses that may be pieces
   * of it. Absent: `url` is the file.
   */
  readonly stream?: readonly string[];
  /** Where the page itself can read the file, and what it read already; `null` where it cannot. */
  readonly page: PageReading | null;
  /** Whether the network may be asked for the file at all: the budget of its page is not spent. */
  readonly mayFetch: boolean;
  /** What is stored of this address; the answer is `not-modified` when it still holds. */
  readonly known: Validators | null;
  /** Address of the record kept elsewhere that is to be fetched for it, by the person's word; `null` fetches none. */
  readonly record: string | null;
  /** A record is looked up by the file's soft bindings instead of inspecting it again, by the person's word. */
  readonly lookUp?: LookUpQuestion;
  /** The file is read for what a person wants to see of it, instead of inspecting it again. */
  readonly details?: { readonly withPeople: boolean };
  /** What the file's parts said: only its pixels are looked at, and the answer is this report with what they say. */
  readonly first?: Report;
  /** The person's works are looked for in its pixels: revision of the catalog. Format and size are those of `first`. */
  readonly works?: number;
  /** Decoders of TrustMark codes to run on its pixels; none where absent. */
  readonly trustmark?: readonly TrustmarkVariant[];
  /** Whence's own version, for the report. */
  readonly version: string;
  /** The version of engine and trust lists that stored verdicts are kept under. */
  readonly rules: string;
  /** A person waits for this one. */
  readonly asked: boolean;
}

/** What one record store is asked. */
export interface LookUpQuestion {
  readonly resolver: Resolver;
  /** Origins the person allows to be asked: a store may say that another one keeps the record. */
  readonly origins: readonly string[];
  readonly bindings: readonly SoftBinding[];
  /** `content`: the store is sent the file itself, and no code. */
  readonly by: LookUpBy;
  readonly format: Format;
  /** Size of the picture that a fingerprint may be made of; `null` where there is none. */
  readonly pixels: Report['pixels'];
}

/** A file that a content script reads for the engine. */
export interface PageReading {
  readonly tab: number;
  readonly frame: number;
  readonly size: number;
  /** Base64 of the first bytes. */
  readonly head: string;
  readonly facts: HttpFacts;
}

export type JobAnswer =
  | {
      readonly kind: 'report';
      readonly report: Report;
      readonly facts: HttpFacts | null;
      /** The bytes are what a page says they are. */
      readonly isFromPage: boolean;
      /** Bytes that the network was asked for. */
      readonly networkBytes: number;
      /** Milliseconds that decoders ran. */
      readonly decoderMs?: number;
    }
  | { readonly kind: 'not-modified'; readonly facts: HttpFacts }
  /** The record kept elsewhere did not come, so nothing was inspected. */
  | { readonly kind: 'no-record'; readonly why: Unanswered }
  | { readonly kind: 'looked-up'; readonly outcome: Outcome<LookedUpRecord> }
  | {
      readonly kind: 'works';
      readonly outcome: Outcome<readonly FoundWork[]>;
      readonly networkBytes: number;
      /** Milliseconds that decoding and looking took. */
      readonly ms: number;
    }
  | { readonly kind: 'details'; readonly outcome: Outcome<FileDetails> }
  /** Nothing could be inspected: the Worker was ended, would not start, or there is too much to do. */
  | { readonly kind: 'failed'; readonly why: Extract<Unanswered, 'timeout' | 'engine-failed' | 'budget'> };

export type SelfTestResult = SelfTest | { readonly state: 'not-run'; readonly detail: string };

/** Wherever the engine runs. */
export interface ComputeHost {
  /** Never rejects for reasons of the file. @throws when the engine's document could not be reached. */
  inspect(job: Job, trust: TrustForJob): Promise<JobAnswer>;
  /** A job will come in a moment: gets ready for it what takes a while. */
  prepare(): void;
  /** The answer arrived and was kept; until then a second question under the same key gets it again. */
  taken(key: string): void;
  selfTest(): Promise<SelfTestResult>;
}

export interface TrustForJob {
  readonly lists: TrustLists;
  readonly version: string;
}

/** To the Worker. */
export type WorkerTask =
  /** For all jobs from here on. */
  | { readonly kind: 'use-trust'; readonly trust: TrustLists }
  | { readonly id: number; readonly kind: 'inspect'; readonly job: Job }
  /** What the page answered to the task's question of that number; `null`: it did not. */
  | { readonly id: number; readonly kind: 'page-bytes'; readonly question: number; readonly base64: string | null }
  | { readonly id: number; readonly kind: 'self-test' };

/** From the Worker. */
export type WorkerNote =
  /** The validator starts or has ended on this task: nothing else can run meanwhile. */
  | { readonly id: number; readonly kind: 'engine'; readonly isBusy: boolean }
  /** The task needs more bytes from its page. */
  | {
      readonly id: number;
      readonly kind: 'ask-page';
      readonly question: number;
      readonly offset: number;
      readonly length: number;
    }
  | { readonly id: number; readonly kind: 'answer'; readonly answer: JobAnswer }
  | { readonly id: number; readonly kind: 'self-test'; readonly result: SelfTestResult }
  /** The validator trapped: its memory cannot be trusted for the next file. */
  | { readonly kind: 'spent' };
