import type { Outcome } from './outcome.ts';
import type { RecordReport } from './report.ts';
import type { SoftBinding } from './soft-binding.ts';
import type { Label } from './verdict.ts';

/** A record that a store says belongs to a file's soft binding. Evidence beside the file's own, never in its place. */
export interface LookedUpRecord {
  /** The code it was looked up by; `null`: the store was sent the file itself. */
  readonly binding: SoftBinding | null;
  /** How alike the two are by the store's own word, 0 to 100; `null` where it says nothing. */
  readonly similarity: number | null;
  /** The store's own name for it. */
  readonly manifestId: string;
  /** How the record itself validates, whatever the file. Never `changed`: that is `content`. */
  readonly state: 'trusted' | 'unrecognised' | 'lapsed' | 'broken';
  /**
   * The file against the content hash in the record. `differs` is usual: a copy that lost its record was saved anew.
   * `matches`: every byte of the file is one that was signed.
   */
  readonly content: 'matches' | 'differs' | 'not-compared';
  /**
   * The record itself names the code, or a fingerprint like this one; otherwise only the store says that the two belong
   * together.
   */
  readonly namesBinding: boolean;
  /** The label by the official rubrics, whatever the state. */
  readonly says: Label;
  readonly record: RecordReport;
  /** Further records the store named, which were not taken. */
  readonly others: number;
}

/** What came of asking one record store. `absent`: it knows no record. */
export interface LookUp {
  /** Name of the store, as the person knows it. */
  readonly resolver: string;
  /** Its host. */
  readonly host: string;
  readonly answer: Outcome<LookedUpRecord>;
}

/** What a record store is asked with: codes and fingerprints, or the file itself. */
export type LookUpBy = 'code' | 'content';
