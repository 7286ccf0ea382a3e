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
  readonly declarations: readonly Found[];
  /** Marks in pixels, samples or text, in the same order. */
  readonly watermarks: readonly Found[];
  /** Why the checks that apply could not all be made; `null` when they were. */
  readonly shortfall: Unanswered | null;
}

interface Found {
  readonly id: SignalId;
  readonly value: Declaration;
}

/** One row of the table: when `holds`, this is the verdict, and it rests on the signals `cites` names. */
export interface Rule {
  readonly basis: Basis;
  holds(answers: Answers): boolean;
  label(answers: Answers): Label;
  cites(answers: Answers): readonly SignalId[];
}

const isFound = (answers: Answers, id: SignalId) => answers.signals.get(id)?.kind === 'found';
const speaking = (among: readonly Found[]) => among.find(({ value }) => value.says !== null);
const agreeing = (among: readonly Found[]) =>
  among.filter(({ value }) => value.says === speaking(among)?.value.says).map(({ id }) => id);

function recordRule(basis: Basis, state: RecordState): Rule {
  return {
    basis,
    holds: ({ manifest }) => manifest?.state === state,
    label: ({ manifest }) => manifest?.says ?? null,
    cites: () => ['c2pa-manifest'],
  };
}

/**
 * A record that fails keeps the headline but loses its own claims; an unsigned declaration or a watermark
 * may still give the label (DESIGN §3). It is cited then, so that nobody takes the label for the record's word.
 */
function failedRecordRule(basis: Basis, state: RecordState): Rule {
  return {
    basis,
    holds: ({ manifest }) => manifest?.state === state,
    label: ({ declarations, watermarks }) => speaking([...declarations, ...watermarks])?.value.says ?? null,
    cites: ({ declarations, watermarks }) => {
      const said = speaking([...declarations, ...watermarks]);
      return said === undefined ? ['c2pa-manifest'] : ['c2pa-manifest', said.id];
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
    // Before the two traces, which never hide a sign of AI: they are told beside it.
    basis: 'declared',
    holds: ({ declarations }) => speaking(declarations) !== undefined,
    label: ({ declarations }) => speaking(declarations)?.value.says ?? null,
    cites: ({ declarations }) => agreeing(declarations),
  },
  {
    basis: 'watermark',
    holds: ({ watermarks }) => speaking(watermarks) !== undefined,
    label: ({ watermarks }) => speaking(watermarks)?.value.says ?? null,
    cites: ({ watermarks }) => agreeing(watermarks),
  },
  traceRule('record-elsewhere', 'c2pa-remote'),
  traceRule('record-removed', 'c2pa-trace'),
  {
    basis: 'declared',
    holds: (answers) => answers.declarations.length > 0,
    label: () => null,
    cites: (answers) => answers.declarations.map(({ id }) => id),
  },
  {
    basis: 'watermark',
    holds: (answers) => answers.watermarks.length > 0,
    label: () => null,
    cites: (answers) => answers.watermarks.map(({ id }) => id),
  },
  { basis: 'could-not-check', holds: ({ shortfall }) => shortfall !== null, label: () => null, cites: () => [] },
  { basis: 'nothing-found', holds: () => true, label: () => null, cites: () => [] },
];
