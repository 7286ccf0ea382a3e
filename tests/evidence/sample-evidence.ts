import type { Evidence, SightingEvidence } from '../../lib/evidence/evidence.ts';
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

/** A sighting whose page is closed; of a work with words that try to be markup. */
export function sampleSighting(): SightingEvidence {
  const id = JSON.stringify(['w', 'https://tidewater.example/places', 'https://images.example/a.gif']);
  return {
    sighting: {
      id,
      work: 'w',
      page: 'https://tidewater.example/places',
      pageTitle: 'Places',
      picture: 'https://images.example/a.gif',
      firstSeen: '2026-11-20T10:00:00.000Z',
      lastSeen: '2026-11-22T10:00:00.000Z',
      mark: null,
      match: {
        sureness: 'close',
        changes: ['cropped', 'mirrored'],
        inWork: [
          [0, Number.NaN],
          [0.5, -3],
          [0.5, 7],
        ],
        inCopy: null,
        record: 'gone',
        credit: 'none',
      },
    },
    work: {
      id: 'w',
      title: 'Harbor',
      creator: '<b>Ana</b>',
      licence: '',
      notes: 'private notes',
      name: 'harbor.jpg',
      added: '2026-11-01T10:00:00.000Z',
      width: 2400,
      height: 1500,
      sha256: 'a'.repeat(64),
      iscc: null,
      isWholeOnly: false,
      facts: { signer: null, hasRecord: false, creator: null, credit: null, copyright: null },
    },
    isPageOpen: false,
    fingerprint: Uint8Array.of(1, 0, 90, 0),
    picture: { bytes: GIF, type: 'image/webp' },
    figures: { pdqDistance: 12, likeness: 0.93, points: 7, evidence: 21.5, limits: { likely: 6, close: 12 } },
  };
}
