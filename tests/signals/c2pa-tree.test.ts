import { describe, expect, it } from 'vitest';
import { c2paManifest, type C2paManifestValue } from '../../lib/signals/c2pa-manifest.ts';
import type { RecordEvidence } from '../../lib/signals/record-evidence.ts';
import { readTree } from '../../lib/signals/c2pa-tree.ts';
import { type ManifestSketch, sourceType, store } from '../support/manifest-store.ts';

const created = (code: string) => ({ action: 'c2pa.created', digitalSourceType: sourceType(code) });
const opened = { action: 'c2pa.opened' };
const parent = (manifest: string, extra: Record<string, unknown> = {}) => ({
  label: 'c2pa.ingredient.v3',
  relationship: 'parentOf',
  active_manifest: manifest,
  validation_results: { activeManifest: { success: [], failure: [] } },
  ...extra,
});
const component = (manifest: string | null, label = 'c2pa.ingredient.v3__1') => ({
  label,
  relationship: 'componentOf',
  instance_id: `xmp:iid:${label}`,
  ...(manifest !== null && { active_manifest: manifest }),
});
const placed = (label = 'c2pa.ingredient.v3__1') => ({
  action: 'c2pa.placed',
  parameters: { ingredients: [{ url: `self#jumbf=c2pa.assertions/${label}` }] },
});
const labelOf = (manifests: Readonly<Record<string, ManifestSketch>>) => readTree(store(manifests)).label;

const AI: ManifestSketch = { actions: [created('trainedAlgorithmicMedia')] };
const CAMERA: ManifestSketch = { actions: [created('digitalCapture')] };

describe('one manifest', () => {
  it.each([
    ['trainedAlgorithmicMedia', 'ai-generated'],
    ['compositeWithTrainedAlgorithmicMedia', 'ai-edited'],
    ['composite', 'may-contain-ai'],
    ['screenCapture', 'may-contain-ai'],
    ['digitalCapture', 'camera-captured'],
    ['computationalCapture', 'camera-captured'],
    ['compositeCapture', 'camera-captured'],
    ['digitalCreation', null],
    ['algorithmicMedia', null],
    ['algorithmicallyEnhanced', null],
    ['empty', null],
  ])('created with %s is %s', (code, label) => {
    expect(labelOf({ a: { actions: [created(code)] } })).toBe(label);
  });

  it('reads a source type written with stray white space', () => {
    expect(
      labelOf({ a: { actions: [{ action: 'c2pa.created', digitalSourceType: ` ${sourceType('digitalCapture')}` }] } }),
    ).toBe('camera-captured');
  });

  it.each([
    ['c2pa.edited', 'trainedAlgorithmicMedia', 'ai-edited'],
    ['c2pa.edited', 'digitalArt', 'may-contain-ai'],
    ['c2pa.edited', 'algorithmicallyEnhanced', 'camera-captured'],
    ['c2pa.enhanced', 'trainedAlgorithmicMedia', 'camera-captured'],
    ['c2pa.watermarked.unbound', 'trainedAlgorithmicMedia', 'camera-captured'],
    ['com.example.magic', 'trainedAlgorithmicMedia', 'camera-captured'],
  ])('a photograph then %s with %s is %s', (action, code, label) => {
    expect(
      labelOf({ a: { actions: [created('digitalCapture'), { action, digitalSourceType: sourceType(code) }] } }),
    ).toBe(label);
  });

  it('stays AI-generated after ordinary edits', () => {
    expect(labelOf({ a: { actions: [created('trainedAlgorithmicMedia'), { action: 'c2pa.cropped' }] } })).toBe(
      'ai-generated',
    );
  });

  it('says nothing for a record without a source type', () => {
    expect(labelOf({ a: { actions: [{ action: 'c2pa.created' }] } })).toBeNull();
  });

  it('reads an older record that keeps the source type in a metadata assertion', () => {
    const assertion = {
      label: 'stds.iptc',
      created: true,
      data: { 'Iptc4xmpExt:DigitalSourceType': sourceType('trainedAlgorithmicMedia') },
    };
    expect(labelOf({ a: { actions: [{ action: 'c2pa.created' }], assertions: [assertion] } })).toBe('ai-generated');
  });
});

describe('the signer as the only evidence', () => {
  it.each(['Adobe_Firefly', 'Microsoft Responsible AI Image Provenance', 'Black Forest Labs API'])(
    '%s makes only generated media',
    (generator) => {
      const tree = readTree(store({ a: { generator, actions: [{ action: 'c2pa.created' }] } }));
      expect([tree.label, tree.restsOnSigner]).toEqual(['ai-generated', true]);
    },
  );

  it.each(['Google C2PA Core Generator Library', 'Adobe Photoshop', 'Truepic Lens CLI', 'Samsung Galaxy'])(
    '%s also signs photographs',
    (generator) => {
      expect(labelOf({ a: { generator, actions: [{ action: 'c2pa.created' }] } })).toBeNull();
    },
  );

  it('does not speak when the record names a source type', () => {
    expect(labelOf({ a: { generator: 'Adobe_Firefly', actions: [created('digitalCreation')] } })).toBeNull();
  });

  it('does not speak for a later edit by such a tool', () => {
    const actions = [{ action: 'c2pa.created' }, { action: 'c2pa.edited', softwareAgent: 'Adobe Firefly' }];
    expect(labelOf({ a: { generator: 'Adobe Photoshop', actions } })).toBeNull();
  });
});

describe('the tree', () => {
  it('finds AI in the parent, as in ChatGPT files', () => {
    expect(labelOf({ a: { actions: [opened], ingredients: [parent('b')] }, b: AI })).toBe('ai-generated');
  });

  it('calls a photograph edited with AI on the way AI-edited', () => {
    const middle = {
      actions: [
        opened,
        { action: 'c2pa.edited', digitalSourceType: sourceType('compositeWithTrainedAlgorithmicMedia') },
      ],
      ingredients: [parent('c')],
    };
    expect(labelOf({ a: { actions: [opened], ingredients: [parent('b')] }, b: middle, c: CAMERA })).toBe('ai-edited');
  });

  it('counts a placed AI ingredient as an AI edit', () => {
    expect(
      labelOf({ a: { actions: [created('digitalCapture'), placed()], ingredients: [component('b')] }, b: AI }),
    ).toBe('ai-edited');
  });

  it('counts an AI ingredient that no action places as "may contain"', () => {
    expect(labelOf({ a: { actions: [created('digitalCapture')], ingredients: [component('b')] }, b: AI })).toBe(
      'may-contain-ai',
    );
  });

  it('makes no label of an input ingredient', () => {
    const ingredients = [{ ...component('b'), relationship: 'inputTo' }];
    expect(labelOf({ a: { actions: [created('digitalCapture')], ingredients }, b: AI })).toBe('camera-captured');
  });

  it('lets a broken branch contribute nothing, and tells it', () => {
    const ingredients = [parent('b', { validation_status: [{ code: 'claimSignature.mismatch' }] })];
    const tree = readTree(store({ a: { actions: [opened], ingredients }, b: AI }));
    expect(tree.label).toBeNull();
    expect(tree.ingredientFailures).toContain('claimSignature.mismatch');
    expect(tree.nodes[1]).toMatchObject({ broken: true, label: null });
  });

  it('lets a branch broken since it was added contribute nothing', () => {
    const failure = [{ code: 'assertion.hashedURI.mismatch' }];
    const deltas = [
      {
        ingredientAssertionURI: 'self#jumbf=/c2pa/a/c2pa.assertions/c2pa.ingredient.v3',
        validationDeltas: { failure },
      },
    ];
    expect(
      readTree(store({ a: { actions: [opened], ingredients: [parent('b')] }, b: AI }, { ingredientDeltas: deltas }))
        .label,
    ).toBeNull();
  });

  it('does not take an unlisted signer of an ingredient for a fault', () => {
    const ingredients = [parent('b', { validation_status: [{ code: 'signingCredential.untrusted' }] })];
    expect(labelOf({ a: { actions: [opened], ingredients }, b: AI })).toBe('ai-generated');
  });

  it('ends on cycles and on a manifest that is its own parent', () => {
    expect(
      labelOf({
        a: { actions: [opened], ingredients: [parent('b')] },
        b: { actions: [opened], ingredients: [parent('a')] },
      }),
    ).toBeNull();
    expect(labelOf({ a: { actions: [opened, placed()], ingredients: [parent('a'), component('a')] } })).toBeNull();
  });

  it('ends on a chain of a thousand manifests and on a dense graph', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [
        `m${index}`,
        { actions: [opened], ingredients: [parent(`m${index + 1}`)] },
      ]),
    );
    expect(labelOf(chain)).toBeNull();
    const names = Array.from({ length: 60 }, (_, index) => `d${index}`);
    const dense = Object.fromEntries(
      names.map((name) => [
        name,
        { actions: [opened], ingredients: names.map((other, index) => component(other, `i${index}`)) },
      ]),
    );
    expect(readTree(store(dense)).nodes.length).toBeLessThanOrEqual(100);
  });

  it('tells ingredients without a record', () => {
    const tree = readTree(
      store({ a: { actions: [opened], ingredients: [{ title: 'gulls.jpg', relationship: 'componentOf' }] } }),
    );
    expect(tree.nodes).toMatchObject([{ relationship: 'active' }, { title: 'gulls.jpg', hasRecord: false, parent: 0 }]);
  });
});

describe('edits that may be missing', () => {
  it.each([
    ['no actions', {}],
    ['an incomplete list', { actions: [created('digitalCapture')], allActionsIncluded: false }],
    ['a foreign action', { actions: [created('digitalCapture'), { action: 'com.example.edit' }] }],
    ['an unknown action', { actions: [created('digitalCapture'), { action: 'c2pa.unknown' }] }],
  ])('%s', (_, sketch: ManifestSketch) => {
    expect(readTree(store({ a: sketch })).ambiguousActions).toBe(true);
  });

  it('none are missing from a complete list', () => {
    expect(readTree(store({ a: CAMERA })).ambiguousActions).toBe(false);
  });
});

describe('actions the signer only passed on', () => {
  const gathered = (code: string): ManifestSketch => ({
    assertions: [
      { label: 'c2pa.actions.v2', created: false, data: { actions: [created(code)], allActionsIncluded: true } },
    ],
  });

  it.each(['digitalCapture', 'computationalCapture', 'compositeCapture'])('make no camera claim of %s', (code) => {
    expect(readTree(store({ a: gathered(code) }))).toMatchObject({ label: null, ambiguousActions: true });
  });

  it('do not undo the one the signer made', () => {
    expect(labelOf({ a: { ...gathered('digitalCapture'), ...CAMERA } })).toBe('camera-captured');
  });

  it('still tell of AI', () => {
    expect(labelOf({ a: gathered('trainedAlgorithmicMedia') })).toBe('ai-generated');
    expect(labelOf({ a: { ...CAMERA, ...gathered('compositeWithTrainedAlgorithmicMedia') } })).toBe('ai-edited');
  });

  it('are told to be that in the report', () => {
    const reading = {
      kind: 'validated',
      store: store({ a: { ...CAMERA, ...gathered('digitalCapture') } }),
      trustList: null,
    };
    const outcome = c2paManifest.detect(
      { record: { kind: 'found', value: reading } } as RecordEvidence,
      new AbortController().signal,
    );
    const [own, passedOn] = (outcome as { readonly value: C2paManifestValue }).value.record.actions;
    expect([own?.isPassedOn, passedOn?.isPassedOn]).toEqual([undefined, true]);
  });
});

describe('who said it', () => {
  const trusted = { activeManifest: { success: [{ code: 'signingCredential.trusted' }], failure: [] } };
  const untrusted = { validation_status: [{ code: 'signingCredential.untrusted' }] };
  const over = (root: ManifestSketch, link: Record<string, unknown>, results: Record<string, unknown> = trusted) =>
    readTree(store({ a: { actions: [opened], ingredients: [parent('b', link)] }, b: root }, results));

  it('does not launder the camera claim of an unlisted signer through a listed editor', () => {
    expect(over(CAMERA, untrusted)).toMatchObject({ label: null, restsOnUnrecognised: true });
    expect(over(CAMERA, {})).toMatchObject({ label: 'camera-captured', restsOnUnrecognised: false });
  });

  it('keeps an AI claim of an unlisted signer, and says whose it is', () => {
    expect(over(AI, untrusted)).toMatchObject({ label: 'ai-generated', restsOnUnrecognised: true });
  });

  it('does not vouch for what was added without a look at its record', () => {
    expect(over(CAMERA, { validation_results: undefined })).toMatchObject({ label: null, restsOnUnrecognised: true });
  });

  it('leaves the claim alone when the active signer is on no list either', () => {
    expect(over(CAMERA, untrusted, {})).toMatchObject({ label: 'camera-captured', restsOnUnrecognised: false });
  });

  it('believes a list that has come to know the signer since', () => {
    const validationDeltas = { success: [{ code: 'signingCredential.trusted' }], failure: [] };
    const ingredientAssertionURI = 'self#jumbf=/c2pa/a/c2pa.assertions/c2pa.ingredient.v3';
    const results = { ...trusted, ingredientDeltas: [{ ingredientAssertionURI, validationDeltas }] };
    expect(over(CAMERA, untrusted, results)).toMatchObject({ label: 'camera-captured', restsOnUnrecognised: false });
  });

  it('tells a placed part whose signer is on no list', () => {
    const ingredients = [{ ...component('b'), ...untrusted }];
    const reading = readTree(
      store({ a: { actions: [created('digitalCapture'), placed()], ingredients }, b: AI }, trusted),
    );
    expect(reading).toMatchObject({ label: 'ai-edited', restsOnUnrecognised: true });
  });
});

describe('a record larger than any tool writes', () => {
  it('is read to its 600th action', () => {
    const actions = [
      created('digitalCapture'),
      ...Array.from({ length: 600 }, () => ({ action: 'c2pa.cropped' })),
      { action: 'c2pa.edited', digitalSourceType: sourceType('trainedAlgorithmicMedia') },
    ];
    expect(readTree(store({ a: { actions } }))).toMatchObject({ label: 'ai-edited', isCut: false });
  });

  it('is read to its 150th ancestor', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 150 }, (_, index) => [
        `m${index}`,
        index === 149 ? AI : { actions: [opened], ingredients: [parent(`m${index + 1}`)] },
      ]),
    );
    expect(readTree(store(chain))).toMatchObject({ label: 'ai-generated', isCut: false });
  });

  it('is said to be cut past that', () => {
    const actions = Array.from({ length: 6000 }, () => ({ action: 'c2pa.cropped' }));
    expect(readTree(store({ a: { actions } })).isCut).toBe(true);
    const nest = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `n${index}`,
        { actions: [created('digitalCapture'), placed()], ingredients: [component(`n${index + 1}`)] },
      ]),
    );
    expect(readTree(store(nest)).isCut).toBe(true);
  });
});

it('calls what a generator opened edited, not made', () => {
  const ingredients = [{ label: 'c2pa.ingredient.v3', relationship: 'parentOf' }];
  expect(labelOf({ a: { generator: 'Adobe_Firefly', actions: [opened], ingredients } })).toBe('ai-edited');
});
