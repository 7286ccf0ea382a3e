import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generatorName, type GeneratorNameValue } from '../../lib/signals/generator-name.ts';
import { generatorOf } from '../../lib/signals/generators.ts';
import { detect, found, type Given, png, xmp } from './evidence.ts';

describe('generator-name', () => {
  it.each([
    ['EXIF Software', { exif: { software: 'Adobe Firefly' } }, 'Adobe Firefly'],
    ['EXIF Make', { exif: { make: 'Ideogram AI' } }, 'Ideogram'],
    ['EXIF Model', { exif: { model: 'Apple Image Playground' } }, 'Apple Image Playground'],
    ['XMP xmp:CreatorTool', { xmp: [xmp('xmp', 'CreatorTool', 'reve.com')] }, 'Reve'],
    ['XMP tiff:Software', { xmp: [xmp('tiff', 'Software', 'Draw Things')] }, 'Draw Things'],
    ['IPTC 2:65', { iptc: new Map([[65, ['Midjourney']]]) }, 'Midjourney'],
    ['PNG text Source', png('Source', 'Luma AI'), 'Luma AI'],
    ['PNG text Software', png('Software', 'Aphrodite AI'), 'Aphrodite AI'],
  ] satisfies readonly (readonly [string, Given, string])[])('reads %s', async (where, given, tool) => {
    expect(await found<GeneratorNameValue>(generatorName, given)).toMatchObject({ says: 'ai-generated', tool, where });
  });

  it.each([
    ['NovelAI', 'NovelAI'],
    ['DALL·E 3', 'DALL·E'],
    ['gpt-image-1', 'OpenAI'],
    ['Google Gemini', 'Google AI'],
    ['Gemini 2.5 Flash Image', 'Google AI'],
    ['Imagen 4', 'Google AI'],
    ['Nano Banana Pro', 'Google AI'],
    ['Stable Diffusion XL', 'Stable Diffusion'],
    ['FLUX.1 [dev]', 'FLUX'],
    ['black-forest-labs', 'FLUX'],
    ['Black Forest Labs', 'FLUX'],
    ['Leonardo.Ai', 'Leonardo.Ai'],
    ['Bing Image Creator', 'Microsoft Image Creator'],
    ['Runway Gen-4', 'Runway'],
    ['Kling AI', 'Kling'],
    ['Qwen-Image', 'Qwen'],
    ['ERNIE-ViLG', 'ERNIE'],
    ['fal-ai/flux', 'fal'],
    ['Grok Imagine', 'Grok'],
  ])('%s is %s', (text, tool) => {
    expect(generatorOf(text)?.name ?? null).toBe(tool);
  });

  it.each([
    ['ComfyUI', 'may-contain-ai'],
    ['Microsoft Designer', 'may-contain-ai'],
    ['Apple Photos Clean Up', 'ai-edited'],
    ['Edited with Google AI', 'ai-edited'],
    ['Made with Google AI', 'ai-generated'],
  ])('%s says %s', (text, says) => {
    expect(generatorOf(text)?.says).toBe(says);
  });

  it.each([
    'Adobe Photoshop 26.0 (Windows)',
    'Adobe Lightroom 5.3 (Macintosh)',
    'GIMP 2.10.34',
    'Lavf58.76.100',
    'c2pa-rs/0.31.0',
    'Leonardo',
    'Leonardo da Vinci',
    'Gemini',
    'Gemini Studios',
    'imagen',
    'Imagen Editor',
    'f.lux',
    'Flux Capacitor',
    'Autodesk Forge',
    'Firefly 8S',
    'Hawkeye Firefly',
    'Ernie Ball',
    'Krea',
    'Canon',
    'NIKON CORPORATION',
    'Apple',
    'Ideogrammatic',
    'Playground',
    'Runway Girl Network',
    'Google',
    'Picasa',
    'Canva',
    'Samsung',
    'Minimax Regret Plotter',
    'OpenAIR',
    'Maxai',
    'Dallenbach',
  ])('%s is no generator', (text) => {
    expect(generatorOf(text)).toBeNull();
  });

  it('never looks at captions, authors, titles, or prose in a tool field', async () => {
    const midjourney = 'Midjourney';
    const given: Given = {
      exif: { artist: midjourney, imageDescription: midjourney, copyright: midjourney },
      xmp: [
        xmp('dc', 'description', midjourney),
        xmp('dc', 'subject', 'leonardo.ai'),
        xmp('photoshop', 'Credit', midjourney),
      ],
      iptc: new Map([
        [25, [midjourney]],
        [120, [midjourney]],
      ]),
      texts: ['Title', 'Author', 'Comment', 'Description'].map((keyword) => ({ keyword, text: midjourney })),
      comments: [midjourney],
    };
    expect((await detect(generatorName, given)).kind).toBe('absent');
    expect((await detect(generatorName, png('Software', `${'not made with '.repeat(20)} Midjourney`))).kind).toBe(
      'absent',
    );
  });

  it('is unanswered when a carrier was not read, and answers any text', async () => {
    expect(await detect(generatorName, { gaps: [['exif', 'truncated']] })).toEqual({
      kind: 'unanswered',
      why: 'truncated',
    });
    fc.assert(
      fc.property(fc.string({ maxLength: 256 }), (text) => {
        const generator = generatorOf(text);
        expect(generator === null || generator.name !== '').toBe(true);
      }),
    );
  });
});
