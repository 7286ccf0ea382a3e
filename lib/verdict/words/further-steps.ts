import type { Outcome, Unanswered } from '../../model/outcome.ts';
import type { Report } from '../../model/report.ts';
import type { SoftBinding } from '../../model/soft-binding.ts';
import { isSigned } from './speaker.ts';

/** The file only points at its record, which can be asked for. */
export function canFetchRecord(report: Report): boolean {
  return report.remote !== null && report.record === null;
}

/** Why the record kept elsewhere was asked for and did not come; `null` when nobody asked yet, or it did. */
export function fetchFailure(report: Report): Unanswered | null {
  if (!canFetchRecord(report)) return null;
  const why = report.notChecked.find(({ what }) => what === 'remote-manifest')?.why ?? null;
  return why === 'needs-consent' ? null : why;
}

/** A picture whose own evidence a copy of it elsewhere might better. */
export function canSeekOriginal(report: Report): boolean {
  return report.format.startsWith('image/') && !isSigned(report) && report.basis !== 'could-not-check';
}

/** Detectors that read such a code out of pixels; each finds `{ alg, value }` with the value in base64. */
const CODE_SIGNALS = ['trustmark'];
/** Longest name and value taken. */
const MAX_ALG = 128;
const MAX_VALUE = 4096;

/** The codes of a file by which a record store may know its record, those from its pixels first. */
export function softBindingsOf(report: Report): readonly SoftBinding[] {
  const found = new Map<string, SoftBinding>();
  for (const binding of [...codesInPixels(report), ...(report.record?.softBindings ?? [])]) {
    const key = `${binding.alg} ${binding.value}`;
    if (binding.value !== '' && !found.has(key)) found.set(key, binding);
  }
  return [...found.values()];
}

/** A record store may be asked about the file, and may know more than the file says. */
export function canLookUp(report: Report): boolean {
  return report.basis !== 'signed-trusted' && softBindingsOf(report).length > 0;
}

/** A still picture of which a fingerprint can be made, whose record may be kept elsewhere. */
export function canFingerprint({ format, pixels, basis }: Report): boolean {
  const isStill = format.startsWith('image/') && format !== 'image/svg+xml';
  return isStill && pixels !== null && basis !== 'signed-trusted' && basis !== 'could-not-check';
}

function codesInPixels({ signals }: Report): readonly SoftBinding[] {
  const outcomes = new Map<string, Outcome<unknown> | undefined>(Object.entries(signals));
  return CODE_SIGNALS.flatMap((id): readonly SoftBinding[] => {
    const outcome = outcomes.get(id);
    if (outcome?.kind !== 'found' || typeof outcome.value !== 'object' || outcome.value === null) return [];
    const { alg, value } = outcome.value as { readonly alg?: unknown; readonly value?: unknown };
    const isCode = typeof alg === 'string' && alg.length <= MAX_ALG && typeof value === 'string';
    return isCode && value.length <= MAX_VALUE ? [{ alg, value, from: 'watermark' }] : [];
  });
}
