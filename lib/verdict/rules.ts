import type { C2paManifestValue } from '../signals/c2pa-manifest.ts';
import type { RecordState } from '../signals/c2pa-status.ts';
import type { Declaration } from '../signals/signal.ts';
import type { Outcome, Unanswered } from '../model/outcome.ts';
import type { Basis, Label, SignalId } from '../model/verdict.ts';

/** The answers of all detectors, as the rules see them. */
export interface Answers {
  readonly signals: ReadonlyMap<SignalId, Outcome<unknown>>;
  readonly manifest: C2paManifestValue | null;
  /** Unsigned declarations in the order in which one is preferred over another. */
  readonly declarations: readonly { readonly id: SignalId; readonly value: Declaration }[];
  /** Why the checks that apply could not all be made; `null` when they were. */
  readonly shortfall: Unanswered | null;
}

/** One row of the table: when `holds`, this is the verdict, and it rests on the signals `cites` names. */
export interface Rule {
  readonly basis: Basis;
  holds(answers: Answers): boolean;
  label(answers: Answers): Label;
  cites(answers: Answers): readonly SignalId[];
}

const isFound = (answers: Answers, id: SignalId) => answers.signals.get(id)?.kind === 'found';
const speaks = (answers: Answers) =>
  answers.declarations.find(({ value }) => value.says !== null) ?? answers.declarations[0];

function recordRule(basis: Basis, state: RecordState): Rule {
  return {
    basis,
    holds: ({ manifest }) => manifest?.state === state,
    label: ({ manifest }) => manifest?.says ?? null,
    cites: () => ['c2pa-manifest'],
  };
}

/**
 * A record that fails keeps the headline but loses its own claims; an unsigned declaration may still give
 * the label (DESIGN §3). It is cited then, so that nobody takes the label for the record's word.
 */
function failedRecordRule(basis: Basis, state: RecordState): Rule {
  return {
    basis,
    holds: ({ manifest }) => manifest?.state === state,
    label: (answers) => speaks(answers)?.value.says ?? null,
    cites: (answers) => {
      const declared = speaks(answers);
      return declared === undefined || declared.value.says === null
        ? ['c2pa-manifest']
        : ['c2pa-manifest', declared.id];
    },
  };
}

function traceRule(basis: Basis, id: SignalId): Rule {
  return { basis, holds: (answers) => isFound(answers, id), label: () => null, cites: () => [id] };
}

/** The ordered table of DESIGN §3; first match wins. */
export const rules: readonly Rule[] = [
  recordRule('signed-trusted', 'trusted'),
  recordRule('signed-unrecognised', 'unrecognised'),
  recordRule('signed-lapsed', 'lapsed'),
  failedRecordRule('changed-since-signing', 'changed'),
  failedRecordRule('record-broken', 'broken'),
  {
    // Before the two traces, which never hide a declaration of AI: they are told beside it.
    basis: 'declared',
    holds: (answers) => speaks(answers)?.value.says != null,
    label: (answers) => speaks(answers)?.value.says ?? null,
    cites: (answers) =>
      answers.declarations.filter(({ value }) => value.says === speaks(answers)?.value.says).map(({ id }) => id),
  },
  traceRule('record-elsewhere', 'c2pa-remote'),
  traceRule('record-removed', 'c2pa-trace'),
  {
    basis: 'declared',
    holds: (answers) => answers.declarations.length > 0,
    label: () => null,
    cites: (answers) => answers.declarations.map(({ id }) => id),
  },
  { basis: 'could-not-check', holds: ({ shortfall }) => shortfall !== null, label: () => null, cites: () => [] },
  { basis: 'nothing-found', holds: () => true, label: () => null, cites: () => [] },
];
