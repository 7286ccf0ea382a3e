import type { Label } from '../model/verdict.ts';

/**
 * IPTC Digital Source Type NewsCodes and the two codes C2PA adds, each with what an unsigned tag of that
 * kind says. `null`: it speaks of the origin and not of AI, or could be written under anything.
 * https://cv.iptc.org/newscodes/digitalsourcetype/ · C2PA 2.2 §18.15.4
 */
export const sourceTypes = {
  trainedAlgorithmicMedia: 'ai-generated',
  trainedAlgorithmicData: 'ai-generated',
  compositeWithTrainedAlgorithmicMedia: 'ai-edited',
  compositeSynthetic: 'ai-edited',
  composite: 'may-contain-ai',
  virtualRecording: 'may-contain-ai',
  // Made by an algorithm that was trained on nothing (fractals), and denoising or sharpening: not generative AI.
  algorithmicMedia: null,
  algorithmicallyEnhanced: null,
  // Anyone can write "camera" into a file; only a signed record makes that worth a label.
  digitalCapture: null,
  computationalCapture: null,
  compositeCapture: null,
  negativeFilm: null,
  positiveFilm: null,
  print: null,
  minorHumanEdits: null,
  humanEdits: null,
  softwareImage: null,
  digitalArt: null,
  digitalCreation: null,
  dataDrivenMedia: null,
  screenCapture: null,
  empty: null,
} as const satisfies Readonly<Record<string, Label>>;

export type SourceTypeCode = keyof typeof sourceTypes;

/**
 * The code a value stands for, in the vocabulary's own spelling, or `null`. Accepts the http and https addresses,
 * `digsrctype:` names, bare codes and schema.org's names, in any case and with a slash at the end.
 */
export function normalizeSourceType(value: string): SourceTypeCode | null {
  if (value.length > MAX_LENGTH) return null;
  const bare = VALUE.exec(value.trim())?.[1]?.toLowerCase();
  return bare === undefined ? null : (codes.get(bare) ?? codes.get(bare.replace(/digitalsource$/, '')) ?? null);
}

const VALUE =
  /^(?:https?:\/\/cv\.iptc\.org\/newscodes\/digitalsourcetype\/(?:[a-z]{2}(?:-[a-z]{2})?\/)?|https?:\/\/c2pa\.org\/digitalsourcetype\/|https?:\/\/schema\.org\/|digsrctype:|schema:)?([a-z]+)\/?$/i;

const codes: ReadonlyMap<string, SourceTypeCode> = new Map([
  ...Object.keys(sourceTypes).map((code) => [code.toLowerCase(), code as SourceTypeCode] as const),
  // The one code that schema.org names otherwise.
  ['multiframecomputationalcapture', 'computationalCapture'] as const,
]);

/** The longest form is under 100 characters. */
const MAX_LENGTH = 256;
