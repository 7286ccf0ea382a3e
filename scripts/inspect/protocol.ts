import type { Report } from '../../lib/model/report.ts';
import type { TrustLists } from '../../lib/model/trust.ts';
import type { Target } from './list-targets.ts';

/** What a worker thread needs before its first target. */
export interface WorkerStart {
  readonly trust: TrustLists;
  readonly at: number | null;
  /** Whether to look at pixels; a replay does what was done then. Absent: yes. */
  readonly mayReadPixels?: boolean;
}

export type ToWorker = Target;
export type FromWorker = Report;
