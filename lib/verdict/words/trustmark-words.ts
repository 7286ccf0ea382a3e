import type { Translate } from '../../i18n/translate.ts';
import type { Report } from '../../model/report.ts';
import { displayName } from './display-name.ts';

/** A TrustMark code as it is shown. */
export interface TrustmarkWords {
  /** The decoder that read it: `P` or `Q`. */
  readonly variant: string;
  /** Layout of its bits: 0 to 2. */
  readonly schema: number;
  readonly hex: string;
  readonly text: string | null;
  /** Name of the algorithm, and the code as record stores know it. */
  readonly alg: string;
  readonly code: string;
}

/** Layouts as TrustMark's makers call them. */
const LAYOUTS = ['BCH_SUPER', 'BCH_5', 'BCH_4'];

/** The TrustMark code found in the pixels; `null` without one. It comes out of a cache, so its shape is checked again. */
export function trustmarkWords({ signals }: Report): TrustmarkWords | null {
  const outcome = signals.trustmark;
  if (outcome?.kind !== 'found' || typeof outcome.value !== 'object' || outcome.value === null) return null;
  const { variant, schema, hex, text, alg, value } = outcome.value as Readonly<Record<string, unknown>>;
  if (typeof schema !== 'number' || typeof hex !== 'string' || !/^[0-9a-f]{1,32}$/.test(hex)) return null;
  const code = typeof value === 'string' ? codeOf(value) : null;
  if (code === null || typeof alg !== 'string') return null;
  return {
    variant: variant === 'Q' ? 'Q' : 'P',
    schema,
    hex,
    text: typeof text === 'string' ? displayName(text) : null,
    alg: displayName(alg),
    code,
  };
}

/** The layout of its bits, by number and name. */
export function layoutOf({ schema }: TrustmarkWords): string {
  return `${schema}, ${LAYOUTS[schema] ?? ''}`;
}

/** The code in one line: what it spells, else its digits. */
export function trustmarkLine(words: TrustmarkWords, t: Translate): string {
  const { variant, text, hex } = words;
  return text === null ? t('trustmark.hex', { variant, hex }) : t('trustmark.text', { variant, text });
}

function codeOf(base64: string): string | null {
  try {
    const code = atob(base64.slice(0, 256));
    return /^[0-2]\*[01]{40,68}$/.test(code) ? code : null;
  } catch {
    return null;
  }
}
