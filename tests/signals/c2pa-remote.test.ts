import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../lib/model/outcome.ts';
import { c2paRemote, type C2paRemoteValue } from '../../lib/signals/c2pa-remote.ts';
import type { RecordEvidence } from '../../lib/signals/record-evidence.ts';
import { xmp } from './evidence.ts';

function detect(given: Partial<RecordEvidence> & { readonly provenance?: string; readonly links?: readonly string[] }) {
  const { provenance, links = [], ...more } = given;
  const evidence: RecordEvidence = {
    map: { format: 'image/jpeg', parts: [], incomplete: null },
    fields: {
      xmp: provenance === undefined ? [] : [xmp('dcterms', 'provenance', provenance)],
      exif: null,
      iptc: new Map(),
      texts: [],
      recordLinks: links,
      comments: [],
      trailer: '',
    },
    gaps: new Map(),
    pixels: async () => ({ kind: 'absent' }),
    record: { kind: 'absent' },
    remote: null,
    ...more,
  };
  return c2paRemote.detect(evidence, new AbortController().signal) as Outcome<C2paRemoteValue>;
}

const found = (url: string, where: C2paRemoteValue['where']) => ({
  kind: 'found',
  value: { url, host: new URL(url).host, where },
});

describe('a record kept elsewhere is named', () => {
  it('by XMP, before the validator, which leaves entities as they are written', () => {
    const provenance = 'https://r.example/manifests/a?x=1&y=2';
    expect(detect({ provenance, remote: 'https://r.example/manifests/a?x=1&amp;y=2' })).toEqual(
      found(provenance, 'xmp'),
    );
    expect(detect({ remote: 'https://r.example/b' })).toEqual(found('https://r.example/b', 'xmp'));
  });

  it('by the file’s own structure', () => {
    expect(detect({ links: ['https://r.example/h'] })).toEqual(found('https://r.example/h', 'structure'));
  });

  it('by the server that sent it, when the file says nothing', () => {
    const recordLink = 'https://r.example/l';
    expect(detect({ recordLink })).toEqual(found(recordLink, 'link'));
    expect(detect({ recordLink, provenance: 'https://r.example/x.c2pa' })).toEqual(
      found('https://r.example/x.c2pa', 'xmp'),
    );
  });

  it.each([
    'https://cai-manifests.adobe.com/manifests/adobe-urn-uuid-5f37e182-3687-462e-a7fb-573462780391',
    'https://cdn.example/m/abc.c2pa',
    'https://r.example/urn%3Auuid%3A5f37e182',
    'https://content-credentials.example/1',
    'https://api.example/v1/assets/8f3471b5-7e6a-48da-86a9-c1c07a0f47ae',
    'https://api.example/8f34000000000000000000000000000000000000471b57e6a48da',
  ])('by an address that looks like a record’s: %s', (provenance) => {
    expect(detect({ provenance })).toEqual(found(provenance, 'xmp'));
  });

  it('by no page about the picture’s history', () => {
    for (const provenance of [
      'https://museum.example/provenance/1234',
      'https://example.org/',
      'https://x.example/turn',
    ])
      expect(detect({ provenance })).toEqual({ kind: 'absent' });
  });

  it('by no address that is none of the web’s', () => {
    for (const provenance of ['self#jumbf=/c2pa/x', 'javascript:alert(1)', 'file:///etc/passwd', 'nonsense']) {
      expect(detect({ provenance })).toEqual({ kind: 'absent' });
    }
    expect(detect({ gaps: new Map([['xmp', 'malformed']]) })).toEqual({ kind: 'unanswered', why: 'malformed' });
  });
});
