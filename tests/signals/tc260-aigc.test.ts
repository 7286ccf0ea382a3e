import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tc260Aigc, type Tc260AigcValue } from '../../lib/signals/tc260-aigc.ts';
import { parseAigcLabel } from '../../lib/signals/tc260-label.ts';
import { producerName } from '../../lib/signals/tc260-producers.ts';
import { detect, found, type Given, png, xmp } from './evidence.ts';

const label = { Label: '1', ContentProducer: '001191110102MACQD9K64010000', ProduceID: 'abc123' };
const bare = JSON.stringify(label);
const wrapped = JSON.stringify({ AIGC: label });
const base64 = (text: string) => btoa(text);

describe('places and forms', () => {
  const places: readonly (readonly [string, Given])[] = [
    ['XMP, bare object', { xmp: [xmp('tc260', 'AIGC', bare)] }],
    ['XMP, HTML entities', { xmp: [xmp('tc260', 'AIGC', bare.replaceAll('"', '&quot;'))] }],
    ['XMP, entities escaped twice', { xmp: [xmp('tc260', 'AIGC', wrapped.replaceAll('"', '&amp;quot;'))] }],
    [
      'XMP, a structure',
      {
        xmp: [
          {
            ns: 'http://www.tc260.org.cn/ns/AIGC/1.0/',
            name: 'AIGC',
            value: { kind: 'struct', fields: Object.entries(label).map(([name, text]) => xmp('tc260', name, text)) },
          },
        ],
      },
    ],
    ['XMP, JSON in JSON', { xmp: [xmp('tc260', 'AIGC', JSON.stringify(wrapped))] }],
    ['Volcano Engine base64', { xmp: [xmp('xmp', 'XmpKvBase64', base64(`AIGC=${bare}`))] }],
    ['PNG text', png('AIGC', wrapped)],
    ['PNG text, lower case', png('aigc', bare)],
    ['EXIF UserComment', { exif: { userComment: wrapped } }],
    ['EXIF UserComment, bare object', { exif: { userComment: bare } }],
    ['EXIF ImageDescription, lower-case wrapper', { exif: { imageDescription: JSON.stringify({ aigc: label }) } }],
    ['wrapper with a quoted object', { exif: { userComment: JSON.stringify({ AIGC: bare }) } }],
    ['an APP segment', { comments: [`AIGC${bare}`] }],
    ['inside other text', { comments: [`made today; AIGC: ${bare}; end`] }],
    ['escaped, inside other text', { comments: [`x "AIGC":${bare.replaceAll('"', '\\"')} y`] }],
  ];
  it.each(places)('%s', async (_, given) => {
    const value = await found<Tc260AigcValue>(tc260Aigc, given);
    expect(value).toMatchObject({
      says: 'ai-generated',
      tool: 'Doubao',
      form: 'standard',
      label: '1',
      produceId: 'abc123',
    });
    expect(value.producer).toBe(label.ContentProducer);
  });

  it.each([
    ['1', 'ai-generated'],
    [1, 'ai-generated'],
    ['2', 'may-contain-ai'],
    ['3', 'may-contain-ai'],
  ])('Label %j says %s', async (stated, says) => {
    const value = await found<Tc260AigcValue>(tc260Aigc, png('AIGC', JSON.stringify({ AIGC: { Label: stated } })));
    expect(value.says).toBe(says);
  });

  it("reads Tencent's form, which states no label", async () => {
    const text = JSON.stringify({
      AIGC: { ServiceProvider: 'Tencent', ServiceUser: 'u', Time: '2025', ContentId: 'c1' },
    });
    const value = await found<Tc260AigcValue>(tc260Aigc, { exif: { imageDescription: text } });
    expect(value).toMatchObject({
      says: 'may-contain-ai',
      label: null,
      producer: 'Tencent',
      produceId: 'c1',
      tool: 'Tencent',
    });
  });

  it.each([
    ['another Label', png('AIGC', '{"Label":"4"}')],
    ['no Label', png('AIGC', '{"Hello":"1"}')],
    ["a Label in somebody's own JSON", { exif: { userComment: '{"Label":"1","color":"red"}' } }],
    ['prose about AIGC', { comments: ['AIGC is a term used in {China}'] }],
    ['an object that never closes', { comments: ['AIGC{"Label":"1"'] }],
    ['not JSON', png('AIGC', 'yes')],
    ['a list', png('AIGC', '[1]')],
  ] satisfies readonly (readonly [string, Given])[])('is absent: %s', async (_, given) => {
    expect((await detect(tc260Aigc, given)).kind).toBe('absent');
  });

  it('is unanswered when a carrier was not read', async () => {
    expect(await detect(tc260Aigc, { gaps: [['app-text', 'too-large']] })).toEqual({
      kind: 'unanswered',
      why: 'too-large',
    });
  });
});

describe('exports of ByteDance apps', () => {
  const exported = (value: object) => ({ exif: { imageDescription: JSON.stringify(value) } });
  it.each([
    ['a generation', { data: { product: 'dreamina', exportType: 'generation' } }, 'ai-generated', 'Jimeng'],
    ['disclosed content', { product: 'lv', aigc_info: { aigc_label_type: 2 } }, 'may-contain-ai', null],
    [
      'disclosed content in a quoted object',
      { product: 'doubao', aigc_info: '{"aigc_label_type":1}' },
      'may-contain-ai',
      'Doubao',
    ],
    ["Douyin's own", { product: 'aweme', aigc_info: { aigc_type: 1 } }, 'ai-generated', 'Douyin'],
  ])('%s', async (_, value, says, tool) => {
    expect(await found<Tc260AigcValue>(tc260Aigc, exported(value))).toMatchObject({ form: 'app-export', says, tool });
  });

  it.each([
    ['the product alone', { product: 'dreamina', exportType: 'edit' }],
    ['an editing app', { product: 'retouch', exportType: 'generation' }],
    ['label type 0', { product: 'lv', aigc_info: { aigc_label_type: 0 } }],
    ['label type 10', { product: 'lv', aigc_info: { aigc_label_type: 10 } }],
  ])('says nothing of %s', async (_, value) => {
    expect((await detect(tc260Aigc, exported(value))).kind).toBe('absent');
  });
});

describe('producerName', () => {
  it.each([
    ['00119144030008867405X210000', 'Jimeng'],
    ['001100000000000000000010000', null],
    ['doubao', 'Doubao'],
    ['Some Studio', 'Some Studio'],
    ['<script>', null],
    ['8f14e45fceea167a5a36dedd4bea2543', null],
    ['cc75f5e99aae4210960acb722f10974e', null],
    [null, null],
  ])('%s is %s', (producer, name) => {
    expect(producerName(producer)).toBe(name);
  });
});

describe('hostile text', () => {
  it('answers any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.boolean(), (text, isKeyed) => {
        const read = parseAigcLabel(text, isKeyed);
        expect(read === null || typeof read === 'object').toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(() => parseAigcLabel(`{"AIGC":${json}}`, true)).not.toThrow();
      }),
    );
  });

  it.each([
    ['openings', 'AIGC{'.repeat(200_000)],
    ['nested objects', `AIGC${'{"AIGC":'.repeat(100_000)}`],
    ['brackets', '['.repeat(1_000_000)],
    ['entities', '&amp;'.repeat(200_000)],
    ['blanks', `"product"${' '.repeat(1_000_000)}`],
  ])('stays quick on many %s', async (_, text) => {
    const started = performance.now();
    await detect(tc260Aigc, { comments: [text, text], exif: { userComment: text } });
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
