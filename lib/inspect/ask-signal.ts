import { Unreadable } from '../bytes/source.ts';
import type { Outcome } from '../model/outcome.ts';
import type { RecordEvidence, RecordSignal } from '../signals/record-evidence.ts';

/** One detector's answer. Failing on hostile input, it must not cost the others theirs; only an abort is thrown on. */
export async function answerOf(
  signal: RecordSignal,
  evidence: RecordEvidence,
  abort: AbortSignal,
): Promise<Outcome<unknown>> {
  abort.throwIfAborted();
  try {
    return await signal.detect(evidence, abort);
  } catch (error) {
    return { kind: 'unanswered', why: error instanceof Unreadable ? error.why : 'engine-failed' };
  }
}
