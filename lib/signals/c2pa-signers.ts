import type { Manifest } from '../decoders/c2pa-store.ts';

/**
 * Tools that make nothing but generated media, for records that give no digital source type (RUBRICS, rule 3).
 * Kept short on purpose: whoever also signs photographs (Google, Samsung, Truepic, Adobe Photoshop) is not here.
 */
const GENERATORS_ONLY: readonly RegExp[] = [
  /\bimage creator\b/i, // Microsoft: Bing, Designer, Paint
  /\bmicrosoft responsible ai\b|\bmicrosoft_responsible_ai\b/i,
  /\bazure openai imagegen\b/i,
  /\badobe[ _]firefly\b/i,
  /\bblack forest labs\b|\bflux\.\d/i,
  /\bdall[·-]e\b|\bgpt-image\b|\bopenai-api\b/i,
  /\bmidjourney\b/i,
  /\bstability ai ltd\b/i,
  /\bdreamina\b/i,
  /\bideogram\b/i,
];

const INCEPTION_ACTIONS = new Set(['c2pa.created', 'c2pa.opened']);

/**
 * Whether the first record of a chain was made by such a tool: its claim generator, its signer, or the agent
 * of its inception. A later edit by one (a Firefly fill in a photograph) says nothing of the whole.
 */
export function isGeneratorOnly(manifest: Manifest): boolean {
  const { signer, generator, actions } = manifest;
  const agents = actions.filter(({ action }) => INCEPTION_ACTIONS.has(action)).map((action) => action.softwareAgent);
  const names = [generator, signer.organization, signer.commonName, ...agents];
  return names.some((name) => name !== null && GENERATORS_ONLY.some((pattern) => pattern.test(name)));
}
