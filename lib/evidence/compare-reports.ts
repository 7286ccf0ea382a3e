import type { Report } from '../model/report.ts';
import type { PixelSignalId, SignalId } from '../model/verdict.ts';

/** One thing that a replay has to find again. */
export interface Comparison {
  readonly what: 'label' | 'basis' | 'record' | 'status-codes' | 'signals';
  readonly state: 'same' | 'different' | 'not-compared';
  /** As the pack has it, and as it came out now. */
  readonly packed: string;
  readonly replayed: string;
}

const PIXEL_SIGNALS: readonly PixelSignalId[] = ['stealth-pnginfo', 'dwt-dct', 'visible-mark'];
/** What is read with a decoder the person downloaded, which a replay has not. */
const NEEDS_DECODER: readonly SignalId[] = ['trustmark'];

type PackedReport = Readonly<Record<string, unknown>>;

/** Whether the packed report looked at pixels, so that the replay has to as well. */
export function readPixelsThen(packed: PackedReport): boolean {
  return PIXEL_SIGNALS.some((id) => /found|absent/.test(kindOf(packed, id) ?? ''));
}

/**
 * Compares what a pack's report says with what its original says now. What the report has from elsewhere (a record
 * fetched from a server, a decoder that is not at hand) cannot come out of the original, and is not compared.
 */
export function compareReports(packed: PackedReport, replayed: Report): readonly Comparison[] {
  const isFetched = packed['recordFrom'] === 'remote';
  const because = Array.isArray(packed['because']) ? packed['because'] : [];
  const isElsewhere = isFetched || because.some((id) => NEEDS_DECODER.includes(id));
  const record = fieldsOf(packed['record']);
  const codes = (of: Readonly<Record<string, unknown>> | null) => of && [of['failures'], of['ingredientFailures']];
  const signals = sharedSignals(packed, replayed);
  return [
    compared('label', packed['label'], replayed.label, isElsewhere),
    compared('basis', packed['basis'], replayed.basis, isElsewhere),
    compared('record', record, replayed.record, isFetched),
    compared('status-codes', codes(record), codes(fieldsOf(replayed.record)), isFetched),
    compared('signals', signals.packed, signals.replayed, false),
  ];
}

/** Answers of the detectors that looked both times; the record's own is compared by itself. */
function sharedSignals(packed: PackedReport, { signals }: Report) {
  const there: Record<string, string> = {};
  const here: Record<string, string> = {};
  for (const [id, outcome] of Object.entries(signals)) {
    const kind = kindOf(packed, id);
    if (kind === null || kind === 'unanswered' || outcome.kind === 'unanswered' || id === 'c2pa-manifest') continue;
    there[id] = kind;
    here[id] = outcome.kind;
  }
  return { packed: there, replayed: here };
}

function compared(what: Comparison['what'], packed: unknown, replayed: unknown, isElsewhere: boolean): Comparison {
  const [there, here] = [canonical(packed), canonical(replayed)];
  const state = isElsewhere ? 'not-compared' : there === here ? 'same' : 'different';
  return { what, state, packed: there, replayed: here };
}

function kindOf(packed: PackedReport, id: string): string | null {
  const signals = fieldsOf(packed['signals']);
  const outcome = signals !== null && Object.hasOwn(signals, id) ? fieldsOf(signals[id]) : null;
  const kind = outcome?.['kind'];
  return typeof kind === 'string' ? kind : null;
}

/** The same text for equal values, whatever the order of their fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, inner: unknown) => {
    const fields = Array.isArray(inner) ? null : fieldsOf(inner);
    if (fields === null) return inner;
    return Object.fromEntries(Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
}
