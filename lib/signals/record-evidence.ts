import type { ManifestStore } from '../decoders/c2pa-store.ts';
import type { Format } from '../model/format.ts';
import type { Outcome } from '../model/outcome.ts';
import type { TrustList } from '../model/trust.ts';
import type { SignalId } from '../model/verdict.ts';
import type { Evidence } from './signal.ts';

/** What the validator made of the file's manifest store. */
export type RecordReading =
  | { readonly kind: 'validated'; readonly store: ManifestStore; readonly trustList: TrustList | null }
  /** A store is there and cannot be read; the validator's own name for the fault. */
  | { readonly kind: 'unreadable'; readonly code: string };

/** Evidence of a file whose record has been validated before the detectors run. */
export interface RecordEvidence extends Evidence {
  readonly record: Outcome<RecordReading>;
  /** Address of a record kept elsewhere, where the validator named one. */
  readonly remote: string | null;
  /** Address of one kept elsewhere, where the server that sent the file named it and the file holds none. */
  readonly recordLink?: string | null;
}

/** A detector that also looks at the validated record. Every plain Signal is one. */
export interface RecordSignal<Id extends SignalId = SignalId, Value = unknown> {
  readonly id: Id;
  readonly needs: 'parts' | 'pixels' | 'page';
  readonly only?: Format;
  applies?(evidence: RecordEvidence): boolean;
  detect(evidence: RecordEvidence, abort: AbortSignal): Promise<Outcome<Value>> | Outcome<Value>;
}
