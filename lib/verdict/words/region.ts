import type { Report } from '../../model/report.ts';

/** States of the European Union. */
const EU = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

/** Key of the line that names the terms of a reader's own law. */
export type RegionKey = 'region.cn' | 'region.us' | `region.eu.${'ai-generated' | 'ai-edited' | 'may-contain-ai'}`;

/**
 * Which line names the terms under which a reader's region asks for labels on AI, beside a label of ours that says AI:
 * words for comparison, never a finding on whether a law was followed.
 * @param language the reader's tag; the region in it, or where its language is mostly at home.
 * @returns `null` where there is no such label, or no such region.
 */
export function regionKey({ label }: Pick<Report, 'label'>, language: string): RegionKey | null {
  if (label === null || label === 'camera-captured') return null;
  const region = new Intl.Locale(language).maximize().region ?? '';
  if (EU.includes(region)) return `region.eu.${label}`;
  if (region === 'CN') return 'region.cn';
  return region === 'US' ? 'region.us' : null;
}
