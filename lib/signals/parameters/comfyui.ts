import type { DecodedFields } from '../../model/fields.ts';
import { writtenTexts } from '../sourced-text.ts';
import { jsonText, type ParametersReader } from './reader.ts';

/**
 * ComfyUI's node graph, as run (`prompt`) or as drawn (`workflow`): PNG text, or EXIF tags that begin with the word.
 * Its graphs also scale, crop and compose photographs, so it counts only with a node that samples.
 * https://github.com/comfyanonymous/ComfyUI/blob/master/nodes.py (SaveImage)
 */
export const comfyui: ParametersReader = ({ text, keyword }, fields) => {
  const graph = graphOf(text, keyword?.toLowerCase());
  if (graph === null || (graph === 'workflow' && hasPrompt(fields))) return null;
  const nodes = new Set<string>();
  for (const { 1: name = '' } of text.matchAll(graph === 'prompt' ? CLASS : TYPE)) nodes.add(name);
  const names = [...nodes];
  if (!names.some(isSampler)) return null;
  // A latent made from a picture, and none made empty: the graph started from an image.
  const isImageToImage = names.some((name) => ENCODES.test(name)) && !names.some((name) => /^Empty.*Latent/.test(name));
  return {
    says: isImageToImage ? 'ai-edited' : 'ai-generated',
    tool: 'ComfyUI',
    model: jsonText(text, 'ckpt_name') ?? jsonText(text, 'unet_name'),
    version: null,
  };
};

function graphOf(text: string, keyword: string | undefined): 'prompt' | 'workflow' | null {
  if (text.includes('"class_type"')) return 'prompt';
  const isWorkflow = keyword === 'workflow' || /^\s{0,8}workflow\s{0,8}:/i.test(text) || text.includes('"workflow"');
  return isWorkflow && text.includes('"nodes"') ? 'workflow' : null;
}

/** The graph as run is the better witness: the drawn one shows switched-off nodes too. */
function hasPrompt(fields: DecodedFields): boolean {
  return writtenTexts(fields).some(({ text }) => text.includes('"class_type"'));
}

/** `KSampler`, `SamplerCustom`, and those of extensions; not what merely chooses one, nor up- and downsamplers. */
function isSampler(node: string): boolean {
  return /KSampler|SamplerCustom|(?:^|[a-z ])Sampler\b/.test(node) && !/Select|(?:Up|Down|Re)sampler/i.test(node);
}

const CLASS = /"class_type"\s{0,8}:\s{0,8}"([^"\\]{1,100})"/g;
const TYPE = /"type"\s{0,8}:\s{0,8}"([^"\\]{1,100})"/g;
const ENCODES = /^VAEEncode|^InpaintModelConditioning$/;
