import type { Outcome } from '../model/outcome.ts';
import type { RecordReport } from '../model/report.ts';
import type { Label } from '../model/verdict.ts';
import { readIdentities } from './c2pa-identities.ts';
import { readSoftBindings } from './c2pa-soft-bindings.ts';
import { failureCodes, isTimestampTrusted, type RecordState, revocationOf, stateOf } from './c2pa-status.ts';
import { readTree } from './c2pa-tree.ts';
import { normalizeSourceType } from './digital-source-type.ts';
import type { RecordReading, RecordSignal } from './record-evidence.ts';

export interface C2paManifestValue {
  readonly state: RecordState;
  /** The label by the official rubrics, whatever the state; the verdict decides whether it may be told. */
  readonly says: Label;
  readonly record: RecordReport;
}

/** The C2PA manifest: validated before the detectors run, read here by the official rubrics. */
export const c2paManifest: RecordSignal<'c2pa-manifest', C2paManifestValue> = {
  id: 'c2pa-manifest',
  needs: 'parts',
  detect: ({ record }) => (record.kind === 'found' ? readManifest(record.value) : record),
};

/** What a validated store says, wherever it came from. */
export function readManifest(reading: RecordReading): Outcome<C2paManifestValue> {
  if (reading.kind === 'unreadable') {
    return { kind: 'found', value: { state: 'broken', says: null, record: unreadableRecord(reading.code) } };
  }
  const tree = readTree(reading.store);
  // What was not read may hold the edit that matters; only a finding of AI stands without it.
  if (tree.isCut && (tree.label === null || tree.label === 'camera-captured'))
    return { kind: 'unanswered', why: 'too-large' };
  const value = { state: stateOf(reading.store.status), says: tree.label, record: recordReport(reading, tree) };
  return { kind: 'found', value };
}

function recordReport(
  { store, trustList }: Extract<RecordReading, { kind: 'validated' }>,
  tree: ReturnType<typeof readTree>,
): RecordReport {
  const { active, status } = store;
  return {
    signer: active.signer.commonName,
    organisation: active.signer.organization,
    generator: active.generator,
    title: active.title,
    signedAt: active.signedAt,
    timestampTrusted: isTimestampTrusted(status),
    revocation: revocationOf(status),
    certificateExpires: active.certificateExpires,
    trustList: trustList?.kind ?? null,
    trustListName: trustList?.name ?? null,
    failures: failureCodes(status),
    ingredientFailures: tree.ingredientFailures,
    manifests: store.manifests.size,
    actions: active.actions.map((action) => ({
      action: action.action,
      by: action.softwareAgent,
      digitalSourceType: normalizeSourceType(action.digitalSourceType ?? ''),
      when: action.when,
      ...(action.isCreated ? {} : { isPassedOn: true as const }),
    })),
    identities: readIdentities(active, status),
    softBindings: readSoftBindings(active),
    tree: tree.nodes,
    editsMayBeMissing: tree.ambiguousActions,
    restsOnSigner: tree.restsOnSigner,
    restsOnUnrecognised: tree.restsOnUnrecognised,
  };
}

function unreadableRecord(code: string): RecordReport {
  return {
    signer: null,
    organisation: null,
    generator: null,
    title: null,
    signedAt: null,
    timestampTrusted: false,
    revocation: 'not-checked',
    certificateExpires: null,
    trustList: null,
    trustListName: null,
    failures: [code],
    ingredientFailures: [],
    manifests: 0,
    actions: [],
    identities: [],
    softBindings: [],
    tree: [],
    editsMayBeMissing: false,
    restsOnSigner: false,
    restsOnUnrecognised: false,
  };
}
