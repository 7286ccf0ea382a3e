import type { Evidence } from '../../lib/evidence/evidence.ts';
import { reportFor, sampleRecord } from '../verdict/sample-reports.ts';

/** A small GIF, which carries nothing. */
export const GIF = Uint8Array.from(atob('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'), (character) =>
  character.charCodeAt(0),
);

export function sampleEvidence(over: Partial<Evidence> = {}): Evidence {
  return {
    report: reportFor('ai-generated', 'signed-trusted', { record: sampleRecord(), format: 'image/gif' }),
    address: 'https://images.example/a.gif',
    page: { url: 'https://tidewater.example/places', title: 'Places' },
    original: { kind: 'held', value: { bytes: GIF, from: 'page' } },
    view: { kind: 'missing', why: 'needs-permission' },
    trust: [{ kind: 'c2pa', name: 'C2PA trust list', issued: '2026-08-05', anchorsPem: 'PEM', allowedPem: null }],
    made: '2026-11-22T15:26:00.000Z',
    ...over,
  };
}
