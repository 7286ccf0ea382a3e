import type { ByteSource } from '../bytes/source.ts';
import type { Assertion } from '../decoders/c2pa-store.ts';
import { readExposures } from '../details/people.ts';
import { readRecordMetadata } from '../details/record-metadata.ts';
import { captureInRecord, captureInTags } from '../details/stated-capture.ts';
import { english } from '../i18n/english.ts';
import type { ContainerMap } from '../model/container.ts';
import type { DecodedFields } from '../model/fields.ts';
import type { Outcome, Unanswered } from '../model/outcome.ts';
import type { NotChecked, Report, Rights, StreamReport, TrainingStatement } from '../model/report.ts';
import type { SignalId } from '../model/verdict.ts';
import { readRights } from '../rights/read-rights.ts';
import { readTrainingAssertion } from '../rights/training.ts';
import type { C2paManifestValue } from '../signals/c2pa-manifest.ts';
import type { C2paRemoteValue } from '../signals/c2pa-remote.ts';
import type { RecordReading } from '../signals/record-evidence.ts';
import type { Verdict } from '../verdict/decide.ts';
import { sentenceOf } from '../verdict/words.ts';
import type { EngineContext } from './context.ts';

/** What the look at one file brought to light. */
export interface Findings {
  readonly map: ContainerMap;
  readonly fields: DecodedFields | null;
  readonly record: Outcome<RecordReading>;
  /** Address of a record kept elsewhere, as the validator names it. */
  readonly remote: string | null;
  /** The record was not in the file: it was fetched for it. */
  readonly isSeparate: boolean;
  /** A record kept elsewhere was fetched, whatever came of it. */
  readonly isFetched: boolean;
  readonly sha256: string | null;
  /** Why nothing could be looked at; `null` when the detectors ran. */
  readonly shortfall: Unanswered | null;
  readonly signals: ReadonlyMap<SignalId, Outcome<unknown>>;
}

/** What is inspected, as far as the report names it. */
interface Inspected {
  readonly name: string;
  readonly source: Pick<ByteSource, 'size' | 'bytesRead'>;
  readonly stream?: { readonly address: string };
}

const NO_RIGHTS: Rights = {
  creator: null,
  credit: null,
  copyright: null,
  licence: null,
  licensor: null,
  training: { stance: 'unstated', sources: [], statements: [] },
  identifiers: [],
};

/** The part of the engine's context that a report names. */
export type ReportedBy = Pick<EngineContext, 'trust' | 'version'> & { readonly c2pa: { readonly version: string } };

/** Puts the report of DESIGN §4 together; decides nothing. */
export function buildReport(
  { source, name, stream }: Inspected,
  context: ReportedBy,
  findings: Findings,
  verdict: Verdict,
  ms: number,
): Report {
  const { map, fields, signals } = findings;
  const remote = valueOf<C2paRemoteValue>(signals, 'c2pa-remote')?.url ?? null;
  const record = valueOf<C2paManifestValue>(signals, 'c2pa-manifest')?.record ?? null;
  const report: Report = {
    source: name,
    format: map.format,
    size: source.size,
    bytesRead: source.bytesRead,
    // A stream is no file, and has no one hash.
    sha256: stream === undefined ? findings.sha256 : null,
    pixels: map.pixels ?? null,
    label: verdict.label,
    basis: verdict.basis,
    sentence: '',
    because: verdict.because,
    why: verdict.why,
    record,
    recordFrom: record === null ? null : findings.isSeparate ? 'remote' : 'file',
    remote,
    ...(stream !== undefined && { stream: { address: stream.address, compared: comparedOf(findings) } }),
    lookUp: null,
    signals: Object.fromEntries([...signals].map(withoutRecord)),
    rights: fields === null ? NO_RIGHTS : readRights(fields, recordTraining(findings)),
    ...captureOf(findings),
    exposes: fields === null ? [] : readExposures(fields, readRecordMetadata(assertionsOf(findings))),
    checked: [...signals].filter(([, { kind }]) => kind !== 'unanswered').map(([id]) => id),
    notChecked: notChecked(findings, remote),
    engine: {
      whence: context.version,
      c2pa: context.c2pa.version,
      trustLists: context.trust.map(({ kind, name: list, issued }) => ({ kind, name: list, issued })),
    },
    ms: Math.round(ms),
  };
  return { ...report, sentence: sentenceOf(report, english) };
}

function comparedOf({ map, record }: Findings): StreamReport['compared'] {
  if (record.kind !== 'found') return null;
  return map.isPiece === true ? 'part' : 'file';
}

function notChecked(findings: Findings, remote: string | null): readonly NotChecked[] {
  const { map, signals, shortfall, isFetched } = findings;
  const gaps: NotChecked[] = shortfall === null ? [] : [{ what: 'whole-file', why: shortfall }];
  if (map.isPiece === true && findings.record.kind === 'found') gaps.push({ what: 'content-hash', why: 'piece' });
  for (const [what, outcome] of signals) if (outcome.kind === 'unanswered') gaps.push({ what, why: outcome.why });
  const record = signals.get('c2pa-manifest');
  if (remote !== null && !isFetched) gaps.push({ what: 'remote-manifest', why: 'needs-consent' });
  // Fetched, and could not be compared with this file.
  else if (remote !== null && record?.kind === 'unanswered') gaps.push({ what: 'remote-manifest', why: record.why });
  return gaps;
}

/** What an unbroken record says on training, in created and passed-on assertions alike: it is the claimant's wish. */
function recordTraining(findings: Findings): TrainingStatement | null {
  if (isBroken(findings)) return null;
  for (const { label, content } of assertionsOf(findings)) {
    const statement = TRAINING_ASSERTION.test(label) ? readTrainingAssertion(label, content) : null;
    if (statement !== null) return statement;
  }
  return null;
}

/** What the file says of when and where it was taken; of a record, what its signer vouches for. */
function captureOf(findings: Findings): Pick<Report, 'capture'> {
  const tags = findings.fields === null ? null : captureInTags(findings.fields);
  const created = isBroken(findings) ? [] : assertionsOf(findings).filter(({ isCreated }) => isCreated);
  const said = captureInRecord(created);
  return said === null && tags === null ? {} : { capture: { record: said, tags } };
}

/** Of the active manifest; of a record that does not check out, too: whoever opens the file can read it. */
function assertionsOf({ record }: Findings): readonly Assertion[] {
  return record.kind === 'found' && record.value.kind === 'validated' ? record.value.store.active.assertions : [];
}

function isBroken({ signals }: Findings): boolean {
  return valueOf<C2paManifestValue>(signals, 'c2pa-manifest')?.state === 'broken';
}

const TRAINING_ASSERTION = /^(cawg|c2pa)\.training-mining(__\d+)?$/;

/** The record stands in the report once, under its own name. */
function withoutRecord([id, outcome]: [SignalId, Outcome<unknown>]): [SignalId, Outcome<unknown>] {
  if (id !== 'c2pa-manifest' || outcome.kind !== 'found') return [id, outcome];
  const { state, says } = outcome.value as C2paManifestValue;
  return [id, { kind: 'found', value: { state, says } }];
}

function valueOf<Value>(signals: Findings['signals'], id: SignalId): Value | null {
  const outcome = signals.get(id);
  return outcome?.kind === 'found' ? (outcome.value as Value) : null;
}
