import type { Label } from '../model/verdict.ts';

/** A generator known by the name it leaves. */
export interface Generator {
  readonly name: string;
  readonly says: Label;
}

/** The generator a tool field names, or `null`. Bounded work: give it short texts. */
export function generatorOf(toolField: string): Generator | null {
  if (NOT_A_GENERATOR.test(toolField)) return null;
  for (const [pattern, name, says = 'ai-generated'] of GENERATORS) if (pattern.test(toolField)) return { name, says };
  return null;
}

/** An address, or a tool that looks at generated pictures or guards against them. */
const NOT_A_GENERATOR = /:\/\/|\bwww\.|\banti\b|\b(?:detector|detection|scanner|viewer|checker|remover)\b/i;

/**
 * First match wins. Names that are also everyday words or other firms' products (Gemini, Flux, Firefly, Leonardo,
 * Forge, Imagen, Krea, Ernie) count only with what makes them the generator, or standing alone where nothing else
 * is called so.
 */
const GENERATORS: readonly (readonly [pattern: RegExp, name: string, says?: Label])[] = [
  [/\bnovel\s?ai\b/i, 'NovelAI'],
  [/^midjourney(?:$|[\s,;(/]*v?\d|\s*[,;(])/i, 'Midjourney'],
  [/\bdall[·\-\s]?e\b/i, 'DALL·E'],
  [/\bgpt[-\s]?image\b|^chatgpt\b|^openai\b/i, 'OpenAI'],
  [/\badobe[\s_]firefly\b/i, 'Adobe Firefly'],
  [/\bedited with google ai\b/i, 'Google AI', 'ai-edited'],
  [/\bmade (?:with|by) google ai\b|\bgoogle (?:gemini|imagen)\b|\bnano[\s-]?banana\b/i, 'Google AI'],
  [/\bgemini[\s-]\d(?:\.\d)?[\s-](?:flash|pro|ultra|nano)\b|^imagen[\s-]?[2-9]\b/i, 'Google AI'],
  [/\bdraw\s?things\b/i, 'Draw Things'],
  [/\bdiffusion\s?bee\b/i, 'DiffusionBee'],
  [/\beasy\s?diffusion\b/i, 'Easy Diffusion'],
  [/\bai horde\b/i, 'AI Horde'],
  [/\bfooocus\b/i, 'Fooocus'],
  [/\binvoke\s?ai\b/i, 'InvokeAI'],
  [/\bswarm\s?ui\b/i, 'SwarmUI'],
  // It also runs graphs that only scale or crop; which one ran is in its own parameters.
  [/\bcomfy\s?ui\b/i, 'ComfyUI', 'may-contain-ai'],
  [/\bstable\s?diffusion\b|\bsdxl\b|\bautomatic1111\b|\ba1111\b|\bsd\.next\b|\bdreamstudio\b/i, 'Stable Diffusion'],
  [/\bblack[\s-]?forest[\s-]?labs\b|\bflux[\s.-](?:[12]\b|pro\b|dev\b|schnell\b|kontext\b)/i, 'FLUX'],
  [/\bleonardo[\s.]ai\b/i, 'Leonardo.Ai'],
  [/\bideogram[\s.]ai\b|^ideogram(?:\s?v?\d[\d.]*)?$/i, 'Ideogram'],
  [/\bplayground\s?(?:ai\b|v\d)/i, 'Playground'],
  [/\bimage playground\b/i, 'Apple Image Playground'],
  [/\bapple photos clean up\b/i, 'Apple Photos Clean Up', 'ai-edited'],
  [/\bbing image creator\b|\bimage creator from (?:microsoft )?designer\b/i, 'Microsoft Image Creator'],
  // A layout program that can also generate.
  [/\bmicrosoft designer\b/i, 'Microsoft Designer', 'may-contain-ai'],
  [/\brunway\s?ml\b|\brunway gen[\s-]?\d|^runway$/i, 'Runway'],
  [/^recraft(?:$|\s?v?\d|[\s.]ai\b)/i, 'Recraft'],
  [/\bkrea[\s.]ai\b/i, 'Krea'],
  [/^grok(?:$|[\s-]?\d|\s(?:imagine|image|aurora)\b)|^xai(?:$|\s)/i, 'Grok'],
  [/\bkling\s?(?:ai\b|v?\d)|^kling$/i, 'Kling'],
  [/\bhailuo\b|^minimax$|\bminimax[\s-]?(?:ai\b|image\b)/i, 'MiniMax'],
  [/\bdoubao\b/i, 'Doubao'],
  [/\bjimeng\b|\bdreamina\b|\bseedream\b/i, 'Jimeng'],
  [/\btongyi\b|\bwanxiang\b|\bqwen\b/i, 'Qwen'],
  [/\bernie[\s-]?(?:vilg|image|bot|\d)/i, 'ERNIE'],
  [/\bhunyuan\b/i, 'Hunyuan'],
  [/\breve\.com\b/i, 'Reve'],
  [/\bluma\s?ai\b|\blumalabs\b/i, 'Luma AI'],
  [/\baphrodite ai\b/i, 'Aphrodite AI'],
  [/\bnightcafe\b/i, 'NightCafe'],
  [/\bfal[-.]ai\b/i, 'fal'],
];
