import { jsonText, type ParametersReader } from './reader.ts';

/** https://github.com/mcmonkeyprojects/SwarmUI: `{"sui_image_params": {…}}` in `parameters` or UserComment. */
export const swarmui: ParametersReader = ({ text }) => {
  if (!/"sui_image_params"\s{0,8}:\s{0,8}\{/.test(text)) return null;
  const says = /"initimage"\s{0,8}:/i.test(text) ? 'ai-edited' : 'ai-generated';
  return { says, tool: 'SwarmUI', model: jsonText(text, 'model'), version: jsonText(text, 'swarm_version') };
};

/** https://github.com/lllyasviel/Fooocus: scheme `fooocus` beside JSON; its other scheme is the WebUI's. */
export const fooocus: ParametersReader = ({ text }, { texts, exif }) => {
  const scheme = texts.find(({ keyword }) => keyword === 'fooocus_scheme')?.text ?? exif?.makerNoteText;
  const version = jsonText(text, 'version');
  const isFooocus = scheme === 'fooocus' || (version?.startsWith('Fooocus') ?? false);
  if (!isFooocus || !/"(?:base_model|full_prompt)"\s{0,8}:/.test(text)) return null;
  return { says: 'ai-generated', tool: 'Fooocus', model: jsonText(text, 'base_model'), version };
};

/** https://github.com/invoke-ai/InvokeAI, through its versions. A graph alone counts only when it denoises. */
export const invokeai: ParametersReader = ({ text, keyword = '' }) => {
  if (!(INVOKEAI_FORMS.get(keyword)?.test(text) ?? false)) return null;
  const says = INVOKEAI_EDIT.test(text) ? 'ai-edited' : 'ai-generated';
  const model = jsonText(text, 'model_name') ?? jsonText(text, 'model');
  return { says, tool: 'InvokeAI', model, version: jsonText(text, 'app_version') };
};

const DENOISES = /"type"\s{0,8}:\s{0,8}"\w{0,40}denoise/;
const INVOKEAI_FORMS: ReadonlyMap<string, RegExp> = new Map([
  ['invokeai_metadata', /"(?:generation_mode|positive_prompt|seed|steps)"\s{0,8}:/],
  ['invokeai_graph', DENOISES],
  ['invokeai_workflow', DENOISES],
  ['sd-metadata', /"(?:app_id|model_hash|model_weights|image)"\s{0,8}:/],
  ['Dream', /\s-s\s?\d/],
]);
const INVOKEAI_EDIT =
  /"generation_mode"\s{0,8}:\s{0,8}"\w{0,40}(?:img2img|inpaint|outpaint)|"type"\s{0,8}:\s{0,8}"(?:img2img|inpaint)"/;

/** https://github.com/easydiffusion/easydiffusion "embed": diffusers' names, a PNG chunk each or JSON in UserComment. */
export const easyDiffusion: ParametersReader = ({ text, keyword }, { texts }) => {
  const chunks = new Map(texts.map((each) => [each.keyword, each.text]));
  const isChunk = keyword === 'num_inference_steps' && chunks.has('guidance_scale') && chunks.has('seed');
  const isJson = /"num_inference_steps"\s{0,8}:/.test(text) && /"guidance_scale"\s{0,8}:/.test(text);
  if (!isChunk && !isJson) return null;
  const model = isChunk ? (chunks.get(MODEL) ?? null) : jsonText(text, MODEL);
  const isEdit = isChunk ? chunks.has('prompt_strength') : /"prompt_strength"\s{0,8}:\s{0,8}["\d]/.test(text);
  const tool = model === null ? 'Diffusers' : 'Easy Diffusion';
  return { says: isEdit ? 'ai-edited' : 'ai-generated', tool, model: model?.slice(0, 120) ?? null, version: null };
};

const MODEL = 'use_stable_diffusion_model';
