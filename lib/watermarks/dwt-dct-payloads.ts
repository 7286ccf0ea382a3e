/** The messages that generators are known to write. */
export type DwtDctPayload = 'sdxl' | 'flux' | 'sd1' | 'sd2';

export interface KnownPayload {
  readonly id: DwtDctPayload;
  /** 0 or 1 for each slot, in the order in which blocks take them. */
  readonly bits: Uint8Array;
  /** The same, shifted and scaled to mean 0 and mean square 1. */
  readonly code: Float64Array;
}

/** Stable Diffusion XL, FLUX and the scripts of Stable Diffusion 1 and 2. */
export const knownPayloads: readonly KnownPayload[] = [
  payload('sdxl', '101100111110110010010000011110111011000110011110'),
  // 0x2AFE879CF52E, written by code that drops its two leading zeros: 46 bits, not 48.
  payload('flux', '1010101111111010000111100111001111010100101110'),
  payload('sd1', binary('StableDiffusionV1')),
  payload('sd2', binary('SDV2')),
];

function payload(id: DwtDctPayload, digits: string): KnownPayload {
  const bits = Uint8Array.from(digits, Number);
  const mean = bits.reduce((sum, bit) => sum + bit, 0) / bits.length;
  const deviation = Math.sqrt(mean * (1 - mean));
  return { id, bits, code: Float64Array.from(bits, (bit) => (bit - mean) / deviation) };
}

function binary(ascii: string): string {
  return Array.from(ascii, (letter) => (letter.codePointAt(0) ?? 0).toString(2).padStart(8, '0')).join('');
}
