import type { TrainingStance } from '../model/report.ts';
import { listField } from '../decoders/json-fields.ts';
import { field, textField } from '../decoders/json-fields.ts';
import { coverage } from './path-pattern.ts';

/** A reservation of text and data mining (W3C TDMRep, final community report). */
export interface TdmReservation {
  readonly reservation: '0' | '1';
  /** Address of the policy, where there is one. */
  readonly policy: string | null;
}

/** Entries read of a file; each may be compared with a path. */
const MAX_ENTRIES = 1000;

/**
 * What a tdmrep.json says of a path (TDMRep §4): the first entry that covers it. `null`: none does, or the first one
 * that does says neither 0 nor 1. `'malformed'`: the text is no list in JSON.
 */
export function tdmrepFor(json: string, path: string): TdmReservation | null | 'malformed' {
  let entries: unknown;
  try {
    entries = JSON.parse(json.replace(/^\ufeff/, ''));
  } catch {
    return 'malformed';
  }
  if (!Array.isArray(entries)) return 'malformed';
  for (const entry of listField({ entries }, 'entries', MAX_ENTRIES)) {
    const location = textField(entry, 'location');
    if (location === null || coverage(location, path) === null) continue;
    return readReservation(field(entry, 'tdm-reservation'), textField(entry, 'tdm-policy'));
  }
  return null;
}

/** The value of a header, a `meta` or a property; anything but 0 and 1 says nothing (TDMRep §5). */
export function readReservation(value: unknown, policy: string | null): TdmReservation | null {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
  if (text !== '0' && text !== '1') return null;
  return { reservation: text, policy: policy === null || policy.trim() === '' ? null : policy.trim() };
}

/** Rights that are reserved are on offer where a policy says on what terms. */
export function tdmStance({ reservation, policy }: TdmReservation): TrainingStance {
  if (reservation === '0') return 'allowed';
  return policy === null ? 'prohibited' : 'constrained';
}
