import { describe, expect, it } from 'vitest';
import { declaredSignals } from '../../lib/signals/registry.ts';
import { declarations, type Given, png, xmp } from './evidence.ts';

const UUID = '2b6e053b-9a65-4ca9-9e13-b6f4465164d4';
const sourceType = (code: string): Given => ({
  xmp: [xmp('iptcExt', 'DigitalSourceType', `http://cv.iptc.org/newscodes/digitalsourcetype/${code}`)],
});

/** What looks like a sign of AI and is none: the list of false positives, one by one. */
const NOT_AI: readonly (readonly [string, Given])[] = [
  ['algorithmicMedia: fractals and the like', sourceType('algorithmicMedia')],
  ['algorithmicallyEnhanced: denoising', sourceType('algorithmicallyEnhanced')],
  ['an unsigned camera claim', sourceType('digitalCapture')],
  [
    "Facebook's transcoding mark",
    {
      iptc: new Map([
        [40, ['FBMD01000abc']],
        [103, ['FBMD01000def']],
      ]),
    },
  ],
  ['the C2PA library as software', { exif: { software: 'c2pa-rs/0.62.0' } }],
  ['a phone that signs, as maker', { exif: { make: 'samsung', model: 'Galaxy S25', software: 'S938BXXU1' } }],
  ['FFmpeg', png('Software', 'Lavf58.76.100')],
  ['Credit "Google"', { xmp: [xmp('photoshop', 'Credit', 'Google')] }],
  ['a SillyTavern character card', png('chara', btoa('{"name":"x"}'))],
  ['a SillyTavern character card, v3', png('ccv3', btoa('{"name":"x"}'))],
  ['a Hugging Face job number', png('hf-job-id', UUID)],
  ['a MediaProvenance JSON', png('MediaProvenance', '{"v":1}')],
  ['ComfyUI without a sampler', png('prompt', '{"1":{"class_type":"ImageScale"}}')],
  ['a source that is a place', png('Source', 'Photo of OpenAI office, Reuters')],
  ['a source that is an address', png('Source', 'https://www.midjourney.com/showcase')],
  ['a source that is an archive', png('Source', 'xai.org archive')],
  ['a tool against generators', png('Software', 'Anti-Midjourney Glaze 2.0')],
  ['a tool that detects generators', png('Software', 'GIMP with Stable Diffusion detector')],
  ['another firm of the name', png('Software', 'Recraft paper scanner')],
  ['a picture of a generator', png('Software', 'Grok 1.0 log viewer screenshot')],
  ['a recipe', png('Comment', 'Steps: 4, Seed: 12 tomato seeds')],
  ['prose under the keyword prompt', png('prompt', 'Write about a fox. Steps: see below.')],
  ['a name in a caption', { xmp: [xmp('dc', 'description', 'leonardo and gemini, after Midjourney and DALL·E')] }],
  ['a name in keywords', { iptc: new Map([[25, ['stable diffusion', 'flux', 'leonardo']]]) }],
  ['narrow no-break spaces', { comments: ['a\u202fb\u202fc'] }],
  ['a soft binding in XMP', { xmp: [xmp('dcterms', 'provenance', 'https://example.org/x.c2pa')] }],
  ['the word c2pa in prose', { comments: ['c2pa jumb trainedAlgorithmicMedia'] }],
  [
    'a retouching app of ByteDance',
    { exif: { imageDescription: '{"data":{"product":"retouch","exportType":"edit"}}' } },
  ],
  ['a UUID as artist', { exif: { artist: UUID } }],
  ['Galaxy edits without AI', { trailer: 'PhotoEditor_Re_Edit_Data{"genAIType":0}' }],
  ['no fields at all', {}],
];

describe('what is not AI', () => {
  it.each(NOT_AI)('%s', async (_, given) => {
    expect(await declarations(given)).toEqual([]);
  });
});

describe('declaredSignals', () => {
  it('stand in the order of the report', () => {
    expect(declaredSignals.map(({ id }) => id)).toEqual([
      'iptc-digital-source-type',
      'iptc-ai-properties',
      'tc260-aigc',
      'novelai',
      'generator-parameters',
      'generator-name',
      'vendor-credit',
      'samsung-genai',
      'grok-signature',
    ]);
  });
});
