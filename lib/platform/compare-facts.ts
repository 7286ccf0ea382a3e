import type { Report } from '../model/report.ts';
import type { Fate, WorkFacts } from '../model/work.ts';

/** What became of a work's signed record in a copy. */
export function fateOfRecord({ hasRecord, signer }: WorkFacts, { record, basis, remote }: Report): Fate {
  if (!hasRecord) return 'none';
  if (basis === 'could-not-check') return 'unknown';
  if (record === null) return basis === 'record-broken' ? 'changed' : remote === null ? 'gone' : 'unknown';
  const isIntact = basis !== 'record-broken' && basis !== 'changed-since-signing';
  return isIntact && record.signer === signer ? 'kept' : 'changed';
}

/** What became of a work's creator, credit and copyright lines in a copy. */
export function fateOfCredit(facts: WorkFacts, { rights, basis }: Report): Fate {
  const fields = (['creator', 'credit', 'copyright'] as const).filter((field) => facts[field] !== null);
  if (fields.length === 0) return 'none';
  if (basis === 'could-not-check') return 'unknown';
  if (fields.every((field) => rights[field] === facts[field])) return 'kept';
  return fields.every((field) => rights[field] === null) ? 'gone' : 'changed';
}

/** What a file says of itself that its copies may lose. */
export function factsOf({ record, rights }: Report): WorkFacts {
  const { creator, credit, copyright } = rights;
  return { hasRecord: record !== null, signer: record?.signer ?? null, creator, credit, copyright };
}
