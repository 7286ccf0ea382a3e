import { readTrustmark, type TrustmarkReading } from '../watermarks/trustmark.ts';
import type { TrustmarkSchema } from '../watermarks/trustmark-code.ts';
import type { TrustmarkVariant } from '../model/trustmark.ts';
import type { Declaration, Signal } from './signal.ts';

/** A number in the pixels that leads to a record kept elsewhere. It says nothing of AI. */
export interface TrustmarkValue extends Declaration {
  readonly says: null;
  readonly tool: null;
  readonly variant: TrustmarkVariant;
  readonly schema: TrustmarkSchema;
  /** Name in the C2PA soft binding algorithm list. */
  readonly alg: `com.adobe.trustmark.${TrustmarkVariant}`;
  /** What record stores know it by, as base64: the layout's number, `*`, and the data bits as `0` and `1`. */
  readonly value: string;
  /** The data bits, the first at the left, filled up with zeros. */
  readonly hex: string;
  /** The data as text of seven bits a character; `null` where they are none. */
  readonly text: string | null;
}

/** Adobe's TrustMark, read only where the person downloaded a decoder for it. */
export const trustmark: Signal<'trustmark', TrustmarkValue> = {
  id: 'trustmark',
  needs: 'pixels',
  applies: ({ map, trustmark: reader }) =>
    reader !== undefined && map.format.startsWith('image/') && map.format !== 'image/svg+xml',
  async detect({ pixels, trustmark: reader }, abort) {
    if (reader === undefined) return { kind: 'unanswered', why: 'needs-consent' };
    const raster = await pixels();
    if (raster.kind !== 'found') return raster;
    const outcome = await readTrustmark(raster.value, reader, abort);
    return outcome.kind === 'found' ? { kind: 'found', value: valueOf(outcome.value) } : outcome;
  },
};

function valueOf({ variant, schema, data }: TrustmarkReading): TrustmarkValue {
  const bits = data.join('');
  return {
    says: null,
    tool: null,
    variant,
    schema,
    alg: `com.adobe.trustmark.${variant}`,
    value: btoa(`${schema}*${bits}`),
    hex: groupsOf(bits, 4, (digit) => digit.toString(16)),
    text: textOf(bits),
  };
}

/** Printable characters of seven bits, then nothing but zeros. */
function textOf(bits: string): string | null {
  const whole = bits.length - (bits.length % BITS_OF_LETTER);
  const text = groupsOf(bits.slice(0, whole), BITS_OF_LETTER, (code) => String.fromCharCode(code)).replace(/\0+$/, '');
  return /^[ -~]+$/.test(text) && !bits.includes('1', whole) ? text : null;
}

const BITS_OF_LETTER = 7;

function groupsOf(bits: string, size: number, letterOf: (number: number) => string): string {
  const groups = bits.match(new RegExp(`.{1,${size}}`, 'g')) ?? [];
  return groups.map((group) => letterOf(parseInt(group.padEnd(size, '0'), 2))).join('');
}
