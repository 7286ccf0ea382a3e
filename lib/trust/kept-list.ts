import { LIST_PROBLEMS, type ListProblem, type TrustList } from '../model/trust.ts';
import { type PemResult, parsePem } from './parse-pem.ts';

/** A trust list as it is stored, with what is needed to judge the next copy of it. */
export interface KeptList extends TrustList {
  readonly id: string;
  /** Certificates in both texts. */
  readonly certificates: number;
  /** ISO time it was fetched or added. */
  readonly fetched: string | null;
  /** Why the last refresh was not taken. */
  readonly problem: ListProblem | null;
}

/**
 * A list read back from storage or from the build, checked again from the ground up; `null` when it is not one.
 */
export function parseKeptList(stored: unknown): KeptList | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { id, kind, name, issued, fetched, anchorsPem, allowedPem, problem } = stored as Record<string, unknown>;
  if (typeof id !== 'string' || typeof name !== 'string') return null;
  if (kind !== 'c2pa' && kind !== 'interim' && kind !== 'custom') return null;
  const anchors: PemResult | null = typeof anchorsPem === 'string' ? parsePem(anchorsPem) : null;
  if (anchors?.kind !== 'parsed') return null;
  const allowed = typeof allowedPem === 'string' ? parsePem(allowedPem) : null;
  return {
    id,
    kind,
    // Published lists are named on screen, in the person's language.
    name: kind === 'custom' ? name : kind,
    issued: isoOrNull(issued),
    fetched: isoOrNull(fetched),
    anchorsPem: anchors.pem,
    allowedPem: allowed?.kind === 'parsed' ? allowed.pem : null,
    certificates: anchors.certificates + (allowed?.kind === 'parsed' ? allowed.certificates : 0),
    problem: problemOrNull(problem),
  };
}

/** The value when it is a date `Date` can read, as it stands. */
export function isoOrNull(value: unknown): string | null {
  return typeof value === 'string' && value.length <= 40 && !Number.isNaN(Date.parse(value)) ? value : null;
}

/** A problem read back from storage; `null` for anything else. */
export function problemOrNull(stored: unknown): ListProblem | null {
  if (typeof stored !== 'object' || stored === null) return null;
  const { code, now, before, status } = stored as Record<string, unknown>;
  const known = LIST_PROBLEMS.find((each) => each === code);
  if (known === undefined) return null;
  return {
    code: known,
    ...(isCount(now) && { now }),
    ...(isCount(before) && { before }),
    ...(isCount(status) && { status }),
  };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
