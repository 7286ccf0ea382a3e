import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generatorParameters, type GeneratorParametersValue } from '../../lib/signals/generator-parameters.ts';
import { detect, found, type Given, png, xmp } from './evidence.ts';

const A1111 =
  'a red fox\nNegative prompt: blur\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 512x512, Model: dream_v8';
const read = (given: Given) => found<GeneratorParametersValue>(generatorParameters, given);
const JOB = 'Job ID: 2b6e053b-9a65-4ca9-9e13-b6f4465164d4';
const prompt = (...nodes: readonly string[]) =>
  JSON.stringify(
    Object.fromEntries(
      nodes.map((class_type, index) => [index, { class_type, inputs: { ckpt_name: 'sd.safetensors' } }]),
    ),
  );
const workflow = (...nodes: readonly string[]) =>
  JSON.stringify({ nodes: nodes.map((type) => ({ type, outputs: [{ type: 'SAMPLER' }] })), links: [] });

describe('Stable Diffusion WebUI and its kin', () => {
  it.each([
    ['PNG text', png('parameters', A1111), 'PNG text parameters'],
    ['UserComment', { exif: { userComment: A1111 } }, 'EXIF UserComment'],
    ['a GIF or JPEG comment', { comments: [A1111] }, 'comment'],
  ])('is read from %s', async (_, given, where) => {
    expect(await read(given)).toEqual({
      says: 'ai-generated',
      tool: 'Stable Diffusion',
      model: 'dream_v8',
      version: null,
      text: A1111,
      where,
    });
  });

  it.each([
    ['Version: v1.10.1', 'Stable Diffusion WebUI'],
    ['Version: f2.0.1v1.10.1-previous-659', 'Stable Diffusion WebUI Forge'],
    ['App: SD.Next, Version: 5d1a2b', 'SD.Next'],
    ['Version: Fooocus v2.5.0', 'Fooocus'],
    ['Version: ComfyUI', 'ComfyUI'],
    ['Civitai resources: [{"type":"checkpoint"}]', 'Civitai'],
  ])('%s is %s', async (more, tool) => {
    expect((await read(png('parameters', `${A1111}, ${more}`))).tool).toBe(tool);
  });

  it('names AI Horde and Draw Things by the program beside it', async () => {
    const software = 'ArtBot - Create images with Stable Diffusion, utilizing the AI Horde';
    expect((await read({ exif: { userComment: A1111, software } })).tool).toBe('AI Horde');
    const description =
      'a fox\n-blur\nSteps: 10, Sampler: DDIM, Guidance Scale: 10.0, Seed: 3, Size: 512x512, Model: x.ckpt, Strength: 1.0';
    const value = await read({
      xmp: [xmp('dc', 'description', description), xmp('xmp', 'CreatorTool', 'Draw Things')],
    });
    expect(value).toMatchObject({ tool: 'Draw Things', model: 'x.ckpt', where: 'XMP dc:description' });
  });

  it.each([
    ['image to image', 'Denoising strength: 0.5', 'ai-edited'],
    [
      'a second pass over the generated picture',
      'Denoising strength: 0.5, Hires upscale: 2, Hires upscaler: Latent',
      'ai-generated',
    ],
    ["an extension's own strength", 'ADetailer denoising strength: 0.4', 'ai-generated'],
  ])('%s', async (_, more, says) => {
    expect((await read(png('parameters', `${A1111}, ${more}`))).says).toBe(says);
  });

  it('needs the settings and not merely the words', async () => {
    for (const text of [
      'Steps: 20',
      'Sampler: Euler',
      'In three Steps: plant, water. Seed: tomato',
      '',
      'Postprocess upscale by: 4, Postprocess upscaler: ESRGAN_4x',
    ])
      expect((await detect(generatorParameters, png('parameters', text))).kind).toBe('absent');
  });
});

describe('ComfyUI', () => {
  it.each([
    ['PNG prompt', png('prompt', prompt('CheckpointLoaderSimple', 'EmptyLatentImage', 'KSampler'))],
    ['PNG workflow', png('workflow', workflow('EmptyLatentImage', 'SamplerCustomAdvanced'))],
    ['EXIF Model', { exif: { model: `prompt:${prompt('KSampler (Efficient)', 'EmptyLatentImage')}` } }],
    ['EXIF Make', { exif: { make: `workflow:${workflow('KSampler', 'EmptySD3LatentImage')}` } }],
    ['a tag further down', { exif: { otherText: new Map([[0x010c, `workflow:${workflow('KSampler')}`]]) } }],
  ])('is read from %s', async (_, given) => {
    expect(await read(given)).toMatchObject({ says: 'ai-generated', tool: 'ComfyUI' });
  });

  it('reads the model, and a graph that starts from a picture as an edit', async () => {
    const value = await read(png('prompt', prompt('LoadImage', 'VAEEncode', 'KSampler')));
    expect(value).toMatchObject({ says: 'ai-edited', model: 'sd.safetensors' });
    expect((await read(png('prompt', prompt('EmptyLatentImage', 'VAEEncode', 'KSampler')))).says).toBe('ai-generated');
  });

  it('reads a prompt that is no JSON, as Python writes NaN', async () => {
    expect((await read(png('prompt', '{"1": {"is_changed": [NaN], "class_type": "KSampler"}}'))).tool).toBe('ComfyUI');
  });

  it.each([
    ['a graph without a sampler', png('prompt', prompt('LoadImage', 'ImageScale', 'SaveImage'))],
    ['a node that only chooses one', png('prompt', prompt('KSamplerSelect', 'SamplerEulerAncestral'))],
    ['an upsampler', png('prompt', prompt('LatentUpsampler', 'ImageDownsampler'))],
    [
      'a drawn sampler that was not run',
      {
        texts: [
          { keyword: 'prompt', text: prompt('ImageScale') },
          { keyword: 'workflow', text: workflow('KSampler') },
        ],
      },
    ],
    ['prose under the keyword', png('prompt', 'a writing prompt about a KSampler')],
    ['a type of output', png('workflow', workflow('ImageScale'))],
  ])('is absent: %s', async (_, given) => {
    expect((await detect(generatorParameters, given)).kind).toBe('absent');
  });
});

describe('other generators', () => {
  it.each([
    [
      'SwarmUI',
      png('parameters', '{"sui_image_params":{"model":"flux","swarm_version":"0.9"},"sui_extra_data":{}}'),
      { says: 'ai-generated', model: 'flux', version: '0.9' },
    ],
    ['SwarmUI', { exif: { userComment: '{"sui_image_params":{"initimage":"x"}}' } }, { says: 'ai-edited' }],
    [
      'Fooocus',
      {
        texts: [
          { keyword: 'fooocus_scheme', text: 'fooocus' },
          { keyword: 'parameters', text: '{"base_model":"jugg","version":"Fooocus v2.5"}' },
        ],
      },
      { says: 'ai-generated', model: 'jugg', version: 'Fooocus v2.5' },
    ],
    ['Fooocus', { exif: { makerNoteText: 'fooocus', userComment: '{"full_prompt":["x"]}' } }, { says: 'ai-generated' }],
    [
      'InvokeAI',
      png('invokeai_metadata', '{"generation_mode":"txt2img","model":{"model_name":"sd"},"app_version":"3.0"}'),
      { says: 'ai-generated', model: 'sd', version: '3.0' },
    ],
    ['InvokeAI', png('invokeai_metadata', '{"generation_mode":"sdxl_img2img"}'), { says: 'ai-edited' }],
    [
      'InvokeAI',
      png('sd-metadata', '{"app_id":"invoke-ai/InvokeAI","image":{"type":"txt2img"}}'),
      { says: 'ai-generated' },
    ],
    ['InvokeAI', png('Dream', '"a fox" -s50 -S123 -W512 -H512 -C7.5'), { says: 'ai-generated' }],
    ['InvokeAI', png('invokeai_graph', '{"nodes":{"1":{"type":"denoise_latents"}}}'), { says: 'ai-generated' }],
    [
      'Easy Diffusion',
      { exif: { userComment: '{"num_inference_steps":25,"guidance_scale":7.5,"use_stable_diffusion_model":"sd-v1"}' } },
      { says: 'ai-generated', model: 'sd-v1' },
    ],
    [
      'Easy Diffusion',
      {
        texts: [
          { keyword: 'num_inference_steps', text: '25' },
          { keyword: 'guidance_scale', text: '7' },
          { keyword: 'seed', text: '1' },
          { keyword: 'use_stable_diffusion_model', text: 'm' },
          { keyword: 'prompt_strength', text: '0.5' },
        ],
      },
      { says: 'ai-edited', model: 'm' },
    ],
    ['Midjourney', png('Description', `a fox --ar 4:3 --v 5.2 ${JOB}`), { says: 'ai-generated', version: '5.2' }],
    [
      'Midjourney',
      {
        texts: [{ keyword: 'Description', text: `a fox ${JOB}` }],
        xmp: [xmp('iptcExt', 'DigImageGUID', JOB.slice(8))],
      },
      { says: 'ai-generated' },
    ],
  ] satisfies readonly (readonly [string, Given, object])[])('%s (%#)', async (tool, given, expected) => {
    expect(await read(given)).toMatchObject({ tool, ...expected });
  });

  it.each([
    ["a render farm's job", png('Description', `Frame 12 of the shot. ${JOB}`)],
    ['a job in the middle of a text', png('Description', `${JOB} --v 6 was the reference for this painting`)],
    ['an InvokeAI graph that only scales', png('invokeai_graph', '{"nodes":{"1":{"type":"img_scale"}}}')],
    ["InvokeAI's keyword with other content", png('invokeai_metadata', '{}')],
    ["Fooocus' scheme without settings", png('fooocus_scheme', 'fooocus')],
    ['JSON of another program', { exif: { userComment: '{"steps":3,"model":"Canon"}' } }],
  ] satisfies readonly (readonly [string, Given])[])('is absent: %s', async (_, given) => {
    expect((await detect(generatorParameters, given)).kind).toBe('absent');
  });
});

describe('limits', () => {
  it('quotes at most 2,000 characters', async () => {
    expect((await read(png('parameters', `${'x'.repeat(50_000)}\n${A1111}`))).text).toHaveLength(2000);
  });

  it('is unanswered when a carrier was not read', async () => {
    expect(await detect(generatorParameters, { gaps: [['comment', 'too-large']] })).toEqual({
      kind: 'unanswered',
      why: 'too-large',
    });
  });

  it('answers any text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('parameters', 'prompt', 'workflow', 'Dream', 'Description'),
        fc.string({ maxLength: 200 }),
        async (keyword, text) => {
          expect((await detect(generatorParameters, png(keyword, text))).kind).toMatch(/found|absent/);
        },
      ),
    );
  });

  it.each([
    ['commas', ', '.repeat(1_000_000)],
    ['line ends', '\n'.repeat(2_000_000)],
    ['settings without a value', 'Model:'.repeat(300_000)],
    ['open names', '"class_type": "'.repeat(150_000)],
    ['open types', '"nodes" "workflow" ' + '"type" : "'.repeat(200_000)],
    ['backslashes', '"sui_image_params":{"model":"' + '\\'.repeat(1_000_000)],
    ['dashes', ' --v '.repeat(400_000) + JOB],
    ['blanks', `Steps: 1, Seed: 1, Version:${' '.repeat(1_000_000)}`],
  ])('stays quick on many %s', async (_, text) => {
    const started = performance.now();
    await detect(generatorParameters, {
      texts: ['prompt', 'workflow', 'parameters', 'Description'].map((keyword) => ({ keyword, text })),
    });
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
