import type { Translate } from '../../i18n/translate.ts';
import type { Report } from '../../model/report.ts';
import type { Label, SignalId } from '../../model/verdict.ts';
import { displayName } from './display-name.ts';

/** The detectors that read unsigned tags, in the order of the report. */
export const TAG_SIGNALS = [
  'iptc-digital-source-type',
  'iptc-ai-properties',
  'tc260-aigc',
  'novelai',
  'generator-parameters',
  'generator-name',
  'vendor-credit',
  'samsung-genai',
  'grok-signature',
] as const satisfies readonly SignalId[];

/** The detectors of marks in pixels, samples or text, in the order of the report. */
export const WATERMARK_SIGNALS = ['stealth-pnginfo', 'dwt-dct', 'trustmark'] as const satisfies readonly SignalId[];

type SayingSignal = (typeof TAG_SIGNALS)[number] | (typeof WATERMARK_SIGNALS)[number];

/** What one tag or watermark says, read back out of a stored report. */
export interface Said {
  readonly id: SayingSignal;
  readonly says: Label;
  /** Cleaned for showing. */
  readonly tool: string | null;
  /** What came of the tool's own signature; `null` without one. */
  readonly signature: 'valid' | 'does-not-match' | 'not-checked' | null;
}

/** Every tag found, in the order of the report. */
export function tagsFound(report: Report): readonly Said[] {
  return saidByAny(report, TAG_SIGNALS);
}

/** Every watermark found, in the order of the report. */
export function watermarksFound(report: Report): readonly Said[] {
  return saidByAny(report, WATERMARK_SIGNALS);
}

function saidByAny(report: Report, ids: readonly SayingSignal[]): readonly Said[] {
  return ids.flatMap((id) => {
    const said = saidBy(report, id);
    return said === null ? [] : [said];
  });
}

/** What a signal found; `null` when it did not. The value comes out of a cache, so its shape is checked again. */
export function saidBy(report: Report, id: SayingSignal): Said | null {
  const outcome = report.signals[id];
  if (outcome?.kind !== 'found') return null;
  const value: object = typeof outcome.value === 'object' && outcome.value !== null ? outcome.value : {};
  const says = 'says' in value ? value.says : null;
  const tool = 'tool' in value && typeof value.tool === 'string' && value.tool.trim() !== '' ? value.tool : null;
  const signature = 'signature' in value && isSignature(value.signature) ? value.signature : null;
  return { id, says: isLabel(says) ? says : null, tool: tool === null ? null : displayName(tool), signature };
}

/** The tag the verdict rests on: the first it cites that says the same. */
export function citedTag(report: Report): Said | null {
  return citedOf(report, tagsFound(report));
}

/** The same of watermarks. */
export function citedWatermark(report: Report): Said | null {
  return citedOf(report, watermarksFound(report));
}

function citedOf(report: Report, found: readonly Said[]): Said | null {
  const cited = found.filter(({ id }) => report.because.includes(id));
  const agreeing = (cited.length > 0 ? cited : found).filter(({ says }) => says === report.label);
  return agreeing.find(({ tool }) => tool !== null) ?? agreeing[0] ?? cited[0] ?? found[0] ?? null;
}

/** A tag or watermark as "tool, field". */
export function originOf(
  said: Said | null,
  t: Translate,
  unnamed: 'rung.tags' | 'rung.watermark' = 'rung.tags',
): string {
  if (said === null) return t(unnamed);
  const field = t(`field.${said.id}`);
  return said.tool === null ? field : t('origin.tool-and-field', { tool: said.tool, field });
}

function isSignature(value: unknown): value is Said['signature'] {
  return value === 'valid' || value === 'does-not-match' || value === 'not-checked';
}

function isLabel(value: unknown): value is Exclude<Label, null> {
  return value === 'ai-generated' || value === 'ai-edited' || value === 'may-contain-ai' || value === 'camera-captured';
}
