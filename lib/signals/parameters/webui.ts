import type { DecodedFields } from '../../model/fields.ts';
import { nameOf, type ParametersReader } from './reader.ts';

/**
 * Stable Diffusion WebUI and the many that write its form (Forge, SD.Next, Civitai, AI Horde clients, Draw Things):
 * prompt, `Negative prompt: …`, and a last line `Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, …`.
 * https://github.com/AUTOMATIC1111/stable-diffusion-webui/blob/master/modules/infotext_utils.py
 */
export const webui: ParametersReader = ({ text }, fields) => {
  // The settings stand at the end, behind a prompt of any length.
  const settings = text.slice(-MAX_SETTINGS);
  if (!STEPS.test(settings) || !SAMPLING.test(settings)) return null;
  const version = nameOf(VERSION.exec(settings)?.[1]);
  return {
    says: isImageToImage(settings) ? 'ai-edited' : 'ai-generated',
    tool: toolOf(settings, version, fields),
    model: nameOf(MODEL.exec(settings)?.[1]),
    version,
  };
};

/** A denoising strength is written for pictures made from a picture, and for the second pass over a generated one. */
function isImageToImage(settings: string): boolean {
  return DENOISING.test(settings) && !SECOND_PASS.test(settings);
}

function toolOf(settings: string, version: string | null, { exif, xmp }: DecodedFields): string {
  if (/\bAI Horde\b/i.test(exif?.software ?? '') || /^Stable UI\b/.test(exif?.software ?? '')) return 'AI Horde';
  if (xmp.some(({ name, value }) => name === 'CreatorTool' && value.kind === 'text' && value.text === 'Draw Things'))
    return 'Draw Things';
  const app = nameOf(APP.exec(settings)?.[1]);
  const named = TOOLS.find(([pattern]) => pattern.test(app ?? version ?? ''));
  if (named !== undefined) return named[1];
  return /(?:^|,\s{0,8})Civitai (?:resources|metadata):/m.test(settings) ? 'Civitai' : 'Stable Diffusion';
}

const TOOLS: readonly (readonly [RegExp, string])[] = [
  [/^SD\.Next/i, 'SD.Next'],
  [/^Fooocus/i, 'Fooocus'],
  [/^ComfyUI/i, 'ComfyUI'],
  [/^(?:f\d|neo)/, 'Stable Diffusion WebUI Forge'],
  [/^v?\d+\.\d+/, 'Stable Diffusion WebUI'],
];
const STEPS = /(?:^|,\s{0,8})Steps:\s{0,8}\d/m;
/** A seed alone is not enough: recipes and gardening notes have steps and seeds too. */
const SAMPLING = /(?:^|,\s{0,8})(?:Sampler:\s|CFG scale:\s{0,8}\d)/m;
const DENOISING = /(?:^|,\s{0,8})Denoising strength:/m;
const SECOND_PASS = /(?:^|,\s{0,8})Hires (?:upscale|upscaler|steps|resize[^:,\n]{0,20}):/m;
const MODEL = /(?:^|,\s{0,8})Model:\s{0,8}([^,\n]{1,200})/m;
const VERSION = /(?:^|,\s{0,8})Version:\s{0,8}([^,\n]{1,200})/m;
const APP = /(?:^|,\s{0,8})App:\s{0,8}([^,\n]{1,200})/m;
/** Room for the settings line with Civitai's resource lists at its end. */
const MAX_SETTINGS = 64 * 1024;
