import { beforeAll, describe, expect, it } from 'vitest';
import type { Raster } from '../../lib/model/raster.ts';
import { NOVELAI_KEY } from '../../lib/signals/novelai-signature.ts';
import { novelaiSignal } from '../../lib/signals/novelai.ts';
import { stealthPnginfo, stealthPnginfoSignal, type StealthPnginfoValue } from '../../lib/signals/stealth-pnginfo.ts';
import { embedStealth, plainRaster } from '../support/embed-stealth.ts';
import { detect, found } from './evidence.ts';

const WEBUI =
  'a fox\nNegative prompt: text\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 64x64, Model: foxy';
const SETTINGS = '{"prompt": "fox, caf\\u00e9", "steps": 28, "scale": 5.0, "seed": 1}';
const PICTURE = plainRaster(80, 90);
const given = (raster: Raster) => ({ pixels: { kind: 'found', value: raster } }) as const;

let key: string;
let payload: string;

beforeAll(async () => {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  key = Buffer.from(await crypto.subtle.exportKey('raw', pair.publicKey)).toString('base64');
  const rgb = PICTURE.rgba.filter((_, index) => index % 4 !== 3);
  const signature = await crypto.subtle.sign('Ed25519', pair.privateKey, Buffer.concat([rgb, Buffer.from(SETTINGS)]));
  const comment = SETTINGS.replace('"steps"', `"signed_hash": "${Buffer.from(signature).toString('base64')}", "steps"`);
  payload = JSON.stringify({
    Title: 'AI generated image',
    Description: 'fox, café',
    Software: 'NovelAI',
    Source: 'NovelAI Diffusion V4.5 4BDE2A90',
    'Generation time': '4.2',
    Comment: comment,
  });
});

describe('NovelAI', () => {
  const read = async (raster: Raster, publicKey: string) =>
    found<StealthPnginfoValue>(stealthPnginfoSignal(novelaiSignal(publicKey)), given(raster));

  it('is named, with its model, and its signature matches the pixels it lies in', async () => {
    const raster = embedStealth(PICTURE, payload, { carrier: 'alpha', isPacked: true });
    expect(await read(raster, key)).toEqual({
      says: 'ai-generated',
      tool: 'NovelAI',
      model: 'NovelAI Diffusion V4.5 4BDE2A90',
      carrier: 'alpha',
      signature: 'valid',
      text: payload,
    });
  });

  it('does not match other pixels, or its own key when another signed', async () => {
    const raster = embedStealth(PICTURE, payload, { carrier: 'alpha', isPacked: true });
    expect((await read(raster, NOVELAI_KEY)).signature).toBe('does-not-match');
    raster.rgba[4000] = (raster.rgba[4000] ?? 0) ^ 1;
    expect((await read(raster, key)).signature).toBe('does-not-match');
  });

  it('is not checked where the browser does not know Ed25519', async () => {
    const raster = embedStealth(PICTURE, payload, { carrier: 'alpha', isPacked: true });
    const { importKey } = crypto.subtle;
    crypto.subtle.importKey = () => Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'));
    try {
      expect((await read(raster, key)).signature).toBe('not-checked');
    } finally {
      crypto.subtle.importKey = importKey;
    }
  });
});

describe('other generators', () => {
  const text = async (hidden: string) =>
    found<StealthPnginfoValue>(
      stealthPnginfo,
      given(embedStealth(PICTURE, hidden, { carrier: 'rgb', isPacked: false })),
    );

  it('are told by the settings that the WebUI hides', async () => {
    expect(await text(WEBUI)).toMatchObject({
      says: 'ai-generated',
      model: 'foxy',
      carrier: 'rgb',
      signature: 'unsigned',
      text: WEBUI,
    });
  });

  it('are told by a JSON object of chunks', async () => {
    expect((await text(JSON.stringify({ parameters: WEBUI }))).says).toBe('ai-generated');
    const graph = { '1': { class_type: 'KSampler', inputs: { seed: 1, steps: 20 } } };
    expect((await text(JSON.stringify({ prompt: graph }))).tool).toBe('ComfyUI');
  });

  it.each(['a love letter', '{"a": 1}', '[1, 2]', '{"Comment": null}', 'null'])('are not, by %s', async (hidden) => {
    expect(await text(hidden)).toMatchObject({ says: null, tool: null, text: hidden });
  });
});

describe('no text', () => {
  it('is absent in an unmarked picture, and in formats that cannot carry it', async () => {
    expect(await detect(stealthPnginfo, given(PICTURE))).toEqual({ kind: 'absent' });
    expect(await detect(stealthPnginfo, { format: 'image/jpeg' })).toEqual({ kind: 'absent' });
  });

  it('is unanswered where the pixels are not to be had', async () => {
    const unanswered = { kind: 'unanswered', why: 'too-large' } as const;
    expect(await detect(stealthPnginfo, { pixels: unanswered })).toEqual(unanswered);
  });
});
