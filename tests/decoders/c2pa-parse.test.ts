import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStore } from '../../lib/decoders/c2pa-parse.ts';
import { readTree } from '../../lib/signals/c2pa-tree.ts';
import { storeJson } from '../support/manifest-store.ts';

describe('parseStore', () => {
  it('is unanswered when the active manifest is not in the store', () => {
    expect(parseStore('{"active_manifest":"x","manifests":{}}', '{}')).toEqual({
      kind: 'unanswered',
      why: 'malformed',
    });
  });

  it('takes manifests labelled __proto__ and constructor for labels and nothing else', () => {
    const json = '{"active_manifest":"__proto__","manifests":{"__proto__":{"title":"t"},"constructor":{"title":"c"}}}';
    const outcome = parseStore(json, '{}');
    expect(outcome).toMatchObject({ kind: 'found', value: { active: { title: 't' } } });
    expect(Object.hasOwn(Object.prototype, 'title')).toBe(false);
  });

  it('does not find an active manifest in the prototype', () => {
    expect(parseStore('{"active_manifest":"constructor","manifests":{}}', '{}').kind).toBe('unanswered');
  });

  it('reads certificate dates from crJSON', () => {
    const crJson = {
      manifests: [
        { label: 'a', signature: { certificateInfo: { validity: { notAfter: '2026-04-15T15:09:04+00:00' } } } },
      ],
    };
    expect(parseStore(storeJson({ a: {} }), JSON.stringify(crJson))).toMatchObject({
      value: { active: { certificateExpires: '2026-04-15T15:09:04+00:00' } },
    });
  });

  it('reads software agents as text, as a map and by index', () => {
    const actions = [
      { action: 'c2pa.created', softwareAgent: 'Plain' },
      { action: 'c2pa.edited', softwareAgent: { name: 'Mapped', version: '2' } },
      { action: 'c2pa.edited', softwareAgentIndex: 0 },
    ];
    const json = JSON.parse(storeJson({ a: { actions } }));
    json.manifests.a.assertions[0].data.softwareAgents = [{ name: 'Indexed' }];
    expect(parseStore(JSON.stringify(json), '{}')).toMatchObject({
      value: {
        active: { actions: [{ softwareAgent: 'Plain' }, { softwareAgent: 'Mapped 2' }, { softwareAgent: 'Indexed' }] },
      },
    });
  });

  it('says so when a cap cut the store', () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`m${index}`, {}]));
    expect(parseStore(storeJson(many), '{}')).toMatchObject({ value: { incomplete: 'too-large' } });
  });

  it('answers any JSON and any text, and its trees can be read', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .jsonValue()
        .map((value) => JSON.stringify({ active_manifest: 'a', manifests: { a: value }, validation_results: value })),
      fc.jsonValue().map((value) =>
        JSON.stringify({
          active_manifest: 'a',
          manifests: {
            a: { assertions: [value, { label: 'c2pa.actions', data: { actions: [value] } }], ingredients: [value] },
          },
        }),
      ),
    );
    fc.assert(
      fc.property(hostile, hostile, (json, crJson) => {
        const outcome = parseStore(json, crJson);
        if (outcome.kind === 'found') readTree(outcome.value);
        expect(['found', 'unanswered']).toContain(outcome.kind);
      }),
      { numRuns: 500 },
    );
  });
});
