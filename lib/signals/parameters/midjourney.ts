import { xmpTexts } from '../../decoders/xmp-lookup.ts';
import { ns } from '../../decoders/xmp-namespaces.ts';
import type { DecodedFields } from '../../model/fields.ts';
import { nameOf, type ParametersReader } from './reader.ts';

/**
 * Midjourney's description: the prompt, its `--` parameters, and `Job ID: <uuid>` at the end. Other services number
 * their jobs too, so a parameter, or the same UUID as the picture's identifier, has to stand beside it.
 */
export const midjourney: ParametersReader = ({ text }, fields) => {
  const job = JOB.exec(text.slice(-MAX_ENDING))?.[1];
  if (job === undefined) return null;
  const parameters = text.slice(-MAX_DESCRIPTION);
  if (!PARAMETER.test(parameters) && !isIdentifier(job, fields)) return null;
  const version = nameOf(VERSION.exec(parameters)?.[1]);
  return { says: 'ai-generated', tool: 'Midjourney', model: null, version };
};

function isIdentifier(job: string, { xmp }: DecodedFields): boolean {
  return xmpTexts(xmp, ns.iptcExt, 'DigImageGUID').some((text) => text.toLowerCase() === job.toLowerCase());
}

const JOB = /Job ID:\s{0,8}([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\s{0,8}$/i;
const PARAMETER =
  /\s--(?:v|ar|aspect|niji|style|stylize|s|seed|q|quality|chaos|c|weird|w|no|raw|tile|profile|p|sref|cref|iw|video|fast|relax|turbo)\b/;
const VERSION = /\s--(?:v|version|niji)\s{1,8}(\d[\d.]{0,5})/;
const MAX_ENDING = 128;
/** Prompts are limited to some 6,000 characters. */
const MAX_DESCRIPTION = 16 * 1024;
