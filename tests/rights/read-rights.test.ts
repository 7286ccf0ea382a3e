import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ns } from '../../lib/decoders/xmp-namespaces.ts';
import { readExposures } from '../../lib/details/people.ts';
import type { DecodedFields } from '../../lib/model/fields.ts';
import type { XmpProperty } from '../../lib/model/xmp.ts';
import { readRights } from '../../lib/rights/read-rights.ts';
import { mostRestrictive, readDataMining, readTrainingAssertion } from '../../lib/rights/training.ts';

const UUID = '4800156b-8880-4786-9056-7ca3da44abcd';
const fields = (given: Partial<DecodedFields>): DecodedFields => ({
  xmp: [],
  exif: null,
  iptc: new Map(),
  texts: [],
  comments: [],
  trailer: '',
  ...given,
});
const text = (uri: keyof typeof ns, name: string, value: string): XmpProperty => ({
  ns: ns[uri],
  name,
  value: { kind: 'text', text: value },
});
const list = (uri: keyof typeof ns, name: string, items: readonly string[]): XmpProperty => ({
  ns: ns[uri],
  name,
  value: { kind: 'array', items: items.map((item) => ({ kind: 'text', text: item })) },
});
const struct = (uri: keyof typeof ns, name: string, members: readonly XmpProperty[]): XmpProperty => ({
  ns: ns[uri],
  name,
  value: { kind: 'array', items: [{ kind: 'struct', fields: members }] },
});

describe('readRights', () => {
  it('reads XMP', () => {
    const xmp = [
      list('dc', 'creator', ['Ada', 'Grace']),
      text('photoshop', 'Credit', 'Agency'),
      text('dc', 'rights', '© Ada'),
      text('xmpRights', 'WebStatement', 'https://example.org/terms'),
      struct('plus', 'Licensor', [
        text('plus', 'LicensorName', 'Stock'),
        text('plus', 'LicensorURL', 'https://example.org/buy'),
      ]),
      text('plus', 'DataMining', 'http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING'),
      text('iptcExt', 'DigImageGUID', UUID),
      text('xmpMM', 'DocumentID', 'xmp.did:1'),
    ];
    expect(readRights(fields({ xmp }))).toEqual({
      creator: 'Ada; Grace',
      credit: 'Agency',
      copyright: '© Ada',
      licence: 'https://example.org/terms',
      licensor: 'Stock (https://example.org/buy)',
      training: {
        stance: 'prohibited',
        sources: ['XMP plus:DataMining DMI-PROHIBITED-AIMLTRAINING'],
        statements: [{ stance: 'prohibited', source: 'XMP plus:DataMining DMI-PROHIBITED-AIMLTRAINING' }],
      },
      identifiers: [`DigImageGUID ${UUID}`, 'DocumentID xmp.did:1'],
    });
  });

  it('falls back to IPTC, then to EXIF', () => {
    const exif = { artist: 'Exif artist', copyright: 'Exif notice', otherText: new Map() };
    const iptc = new Map([
      [80, ['By A', 'By B']],
      [110, ['Credit']],
      [116, ['Notice']],
    ]);
    expect(readRights(fields({ exif, iptc }))).toMatchObject({
      creator: 'By A; By B',
      credit: 'Credit',
      copyright: 'Notice',
    });
    expect(readRights(fields({ exif }))).toMatchObject({
      creator: 'Exif artist',
      credit: null,
      copyright: 'Exif notice',
    });
  });

  it('reads a reservation of text and data mining, in both namespaces', () => {
    const said = (...xmp: readonly XmpProperty[]) => readRights(fields({ xmp })).training;
    expect(said(text('tdm', 'reservation', '1'))).toMatchObject({
      stance: 'prohibited',
      sources: ['XMP tdm:reservation 1'],
    });
    expect(said(text('tdmHash', 'reservation', '1'), text('tdmHash', 'policy', 'https://x')).stance).toBe(
      'constrained',
    );
    expect(said(text('tdm', 'reservation', '2')).stance).toBe('unstated');
  });

  it('reads licences in their other places', () => {
    const licence = (...xmp: readonly XmpProperty[]) => readRights(fields({ xmp })).licence;
    expect(
      licence(text('cc', 'license', 'https://creativecommons.org/by'), text('xmpRights', 'WebStatement', 'w')),
    ).toBe('https://creativecommons.org/by');
    expect(licence(text('xmpRightsWrong', 'WebStatement', 'w'))).toBe('w');
    expect(licence(text('xmpRights', 'UsageTerms', 'ask first'))).toBe('ask first');
  });

  it('takes no UUID for a creator, and is empty without fields', () => {
    expect(readRights(fields({ exif: { artist: UUID, otherText: new Map() } })).creator).toBeNull();
    expect(readRights(fields({}))).toEqual({
      creator: null,
      credit: null,
      copyright: null,
      licence: null,
      licensor: null,
      training: { stance: 'unstated', sources: [], statements: [] },
      identifiers: [],
    });
  });

  it('falls back to the tags of sound, video and documents', () => {
    const texts = [
      { keyword: 'Author', text: 'Ada', where: 'ID3 TPE1' },
      { keyword: 'Author', text: 'Ada', where: 'ID3v1 Artist' },
      { keyword: 'Copyright', text: '2026 Ada', where: 'ID3 TCOP' },
      { keyword: 'License', text: 'https://creativecommons.org/by', where: 'ID3 WCOP' },
      { keyword: 'ISRC', text: 'us-rc1-76-07839', where: 'ID3 TSRC' },
    ];
    const wanted = { creator: 'Ada', copyright: '2026 Ada', licence: 'https://creativecommons.org/by' };
    expect(readRights(fields({ texts }))).toMatchObject({ ...wanted, identifiers: ['ISRC USRC17607839'] });
    expect(readRights(fields({ texts, xmp: [text('dc', 'rights', '© Grace')] })).copyright).toBe('© Grace');
  });

  it('takes the notice of a PNG, but not the account of whoever typed its prompt for a creator', () => {
    const texts = [
      { keyword: 'Author', text: 'prompter42' },
      { keyword: 'Copyright', text: '2026 Ada' },
    ];
    expect(readRights(fields({ texts }))).toMatchObject({ creator: null, copyright: '2026 Ada' });
  });

  it('cuts long texts and long lists', () => {
    const xmp = [
      text('dc', 'rights', 'x'.repeat(9000)),
      list(
        'dc',
        'identifier',
        Array.from({ length: 50 }, (_, index) => `id${index}`),
      ),
    ];
    const rights = readRights(fields({ xmp }));
    expect(rights.copyright).toHaveLength(500);
    expect(rights.identifiers).toHaveLength(20);
  });

  it('lists the record first and headlines the strictest', () => {
    const xmp = [text('plus', 'DataMining', 'DMI-ALLOWED')];
    const record = { stance: 'constrained', source: 'C2PA cawg.training-mining' } as const;
    expect(readRights(fields({ xmp }), record).training).toEqual({
      stance: 'constrained',
      sources: ['C2PA cawg.training-mining', 'XMP plus:DataMining DMI-ALLOWED'],
      statements: [record, { stance: 'allowed', source: 'XMP plus:DataMining DMI-ALLOWED' }],
    });
  });
});

describe('statements on training', () => {
  it.each([
    ['DMI-UNSPECIFIED', 'unstated'],
    ['DMI-ALLOWED', 'allowed'],
    ['DMI-PROHIBITED-AIMLTRAINING', 'prohibited'],
    ['DMI-PROHIBITED-GENAIMLTRAINING', 'prohibited'],
    ['DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING', 'prohibited'],
    ['DMI-PROHIBITED', 'prohibited'],
    ['DMI-PROHIBITED-SEECONSTRAINT', 'constrained'],
    ['DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR', 'constrained'],
    ['DMI-PROHIBITED-SEELINKEDRIGHTSEXPR', 'constrained'],
    ['DMI-SOMETHING', 'unstated'],
  ])('%s is %s, bare, as an address and in any case', (code, stance) => {
    expect(readDataMining(code).stance).toBe(stance);
    expect(readDataMining(`http://ns.useplus.org/ldf/vocab/${code}`).stance).toBe(stance);
    expect(readDataMining(code.toLowerCase()).stance).toBe(stance);
  });

  it.each(['cawg.', 'c2pa.'])('reads assertions with %s keys, nested and flat', (prefix) => {
    const entries = { [`${prefix}ai_training`]: { use: 'allowed' }, [`${prefix}data_mining`]: { use: 'notAllowed' } };
    const expected = { stance: 'prohibited', source: 'C2PA cawg.training-mining' };
    expect(readTrainingAssertion('cawg.training-mining', { entries })).toEqual(expected);
    expect(readTrainingAssertion('cawg.training-mining', entries)).toEqual(expected);
  });

  it.each([
    [{ use: 'constrained', constraint_info: 'https://example.org' }, 'constrained'],
    [{ use: 'constrained' }, 'prohibited'],
    [{ use: 'constrained', constraint_info: ' ' }, 'prohibited'],
    [{ use: 'allowed' }, 'allowed'],
  ])('%j is %s', (entry, stance) => {
    expect(readTrainingAssertion('l', { entries: { 'cawg.ai_generative_training': entry } })?.stance).toBe(stance);
  });

  it('says nothing of inference alone, nor of what is no assertion', () => {
    expect(readTrainingAssertion('l', { entries: { 'cawg.ai_inference': { use: 'notAllowed' } } })).toBeNull();
    for (const content of [null, 'x', 1, [], { entries: [] }, { entries: { 'cawg.ai_training': { use: 'maybe' } } }])
      expect(readTrainingAssertion('l', content)).toBeNull();
  });

  it('takes any content', () => {
    fc.assert(
      fc.property(fc.anything(), (content) => {
        expect(() => readTrainingAssertion('l', content)).not.toThrow();
      }),
    );
    expect(mostRestrictive([])).toBe('unstated');
  });
});

describe('readExposures', () => {
  const exif = (given: object) => ({ exif: { otherText: new Map(), ...given } });
  it.each([
    ['a position', exif({ gps: { latitude: 1, longitude: 2 } }), ['gps']],
    ['a position in XMP', { xmp: [text('exif', 'GPSLatitude', '33,30N')] }, ['gps']],
    ['a serial number', exif({ serialNumber: '123' }), ['camera-serial']],
    ['a serial number in XMP', { xmp: [text('aux', 'SerialNumber', '123')] }, ['camera-serial']],
    ['an owner', exif({ ownerName: 'Ada' }), ['person-name']],
    ['an artist', exif({ artist: 'Ada' }), ['person-name']],
    ['a UUID as artist', exif({ artist: UUID }), []],
    ['people shown', { xmp: [list('iptcExt', 'PersonInImage', ['Ada'])] }, ['person-name']],
    ['a by-line', { iptc: new Map([[80, ['Ada']]]) }, ['person-name']],
    ['a PNG author', { texts: [{ keyword: 'Author', text: 'Ada' }] }, ['person-name']],
    [
      "Midjourney's author, an account",
      {
        texts: [
          { keyword: 'Author', text: 'ada99' },
          { keyword: 'Description', text: `x --v 6 Job ID: ${UUID}` },
        ],
      },
      ['account-name'],
    ],
    ['nothing', {}, []],
  ] satisfies readonly (readonly [string, Partial<DecodedFields>, readonly string[]])[])(
    '%s',
    (_, given, exposures) => {
      expect(readExposures(fields(given))).toEqual(exposures);
    },
  );
});
