import type { Status, Statuses } from '../decoders/c2pa-store.ts';
import type { Revocation } from '../model/report.ts';

/** What the status codes of a manifest come to. `validation_state` is never asked: it mixes expiry with damage. */
export type RecordState = 'trusted' | 'unrecognised' | 'lapsed' | 'changed' | 'broken';

/** The content is not what was signed (C2PA 2.2 §15.2.2, hard bindings). */
const CONTENT_CHANGED = new Set([
  'assertion.dataHash.mismatch',
  'assertion.bmffHash.mismatch',
  'assertion.boxesHash.mismatch',
  'assertion.boxesHash.unknownBox',
  'assertion.collectionHash.mismatch',
  'assertion.collectionHash.incorrectFileCount',
]);

/** Failures that speak of who signed, of a timestamp or of an ingredient, and leave the record itself standing. */
const NOT_OF_THE_RECORD = [
  /^signingCredential\.(untrusted|expired)$/,
  /^signingCredential\.ocsp\.(skipped|inaccessible|unknown|notRevoked)$/,
  /^timeStamp\./,
  /^timeOfSigning\./,
  /^cawg\./,
  /^ingredient\./,
  /^manifest\.(inaccessible|unknownProvenance|unreferenced)$/,
  /^algorithm\.deprecated$/,
  /^assertion\.(inaccessible|action\.redacted)$/,
  /^assertion\.dataHash\.additionalExclusionsPresent$/,
];

/**
 * The validator reports an unsigned stretch of the header under the code of a changed picture;
 * only its explanation tells them apart. The picture is unchanged, the record leaves a gap.
 */
const UNPROTECTED_PART = /exclusion does not match/i;

export function stateOf(status: Statuses): RecordState {
  const failures = status.failure;
  if (failures.some(breaksRecord)) return 'broken';
  if (failures.some((failure) => CONTENT_CHANGED.has(failure.code))) return 'changed';
  const has = (code: string) => failures.some((failure) => failure.code === code);
  if (has('signingCredential.expired')) return 'lapsed';
  return status.success.some((entry) => entry.code === 'signingCredential.trusted') &&
    !has('signingCredential.untrusted')
    ? 'trusted'
    : 'unrecognised';
}

/** The failure codes, those that decide the state first, so that whoever shows one shows the telling one. */
export function failureCodes(status: Statuses): readonly string[] {
  const rank = (failure: Status) => (breaksRecord(failure) ? 0 : CONTENT_CHANGED.has(failure.code) ? 1 : 2);
  return [...new Set(status.failure.toSorted((a, b) => rank(a) - rank(b)).map((failure) => failure.code))];
}

/** An unknown failure counts as a fault of the record: what we cannot name we do not vouch for. */
function breaksRecord(failure: Status): boolean {
  if (CONTENT_CHANGED.has(failure.code)) return UNPROTECTED_PART.test(failure.explanation);
  return !isHarmlessToRecord(failure.code);
}

/** Whether a code leaves the manifest it was found in reliable. */
export function isHarmlessToRecord(code: string): boolean {
  return NOT_OF_THE_RECORD.some((pattern) => pattern.test(code));
}

/** A fault found outweighs an answer that found none; what could not be learned outweighs nothing. */
export function revocationOf({ success, informational, failure }: Statuses): Revocation {
  const said = new Set([...success, ...informational, ...failure].map(({ code }) => code));
  const has = (answer: string): boolean => said.has(`signingCredential.ocsp.${answer}`);
  if (has('revoked') || said.has('signingCredential.revoked')) return 'revoked';
  if (has('notRevoked')) return 'not-revoked';
  return has('inaccessible') || has('unknown') ? 'inconclusive' : 'not-checked';
}

export function isTimestampTrusted(status: Statuses): boolean {
  const codes = new Set(status.success.map((entry) => entry.code));
  return codes.has('timeStamp.trusted') && codes.has('timeStamp.validated');
}
