import type { RecordReport, Report } from '../../model/report.ts';
import { displayName, shortName } from './display-name.ts';

/** Who signed, as far as the words may rely on it. */
export interface Speaker {
  /** Name for a sentence, without its legal form; `null` when the certificate names nobody. */
  readonly short: string | null;
  /** Organization, or the common name. */
  readonly full: string | null;
  /**
   * A list of the person's vouches for the name. Anyone can make a certificate in any name, and
   * let it lapse: without a list the name is told second and in quotes, whatever the basis.
   */
  readonly isVouched: boolean;
}

/** The signer of a report's record. */
export function speakerOf(report: Report): Speaker {
  const { record, basis } = report;
  const name = record === null ? null : nameOf(record);
  return {
    short: name === null ? null : shortName(name),
    full: name === null ? null : displayName(name),
    isVouched:
      name !== null && (basis === 'signed-trusted' || (basis === 'signed-lapsed' && record?.trustList !== null)),
  };
}

/** Whether the headline rests on an intact signed record. */
export function isSigned(report: Report): boolean {
  return (
    report.basis === 'signed-trusted' || report.basis === 'signed-lapsed' || report.basis === 'signed-unrecognised'
  );
}

function nameOf(record: RecordReport): string | null {
  for (const name of [record.organisation, record.signer]) if (name !== null && name.trim() !== '') return name;
  return null;
}
