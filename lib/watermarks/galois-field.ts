/** Elements of the field besides zero; the order of its multiplicative group. */
export const FIELD_ORDER = 127;
/** x⁷ + x³ + 1: polynomial 137 of TrustMark's codes. */
const PRIMITIVE = 137;
const SIZE = 128;

const POWERS = new Uint8Array(FIELD_ORDER);
const LOGARITHMS = new Uint8Array(SIZE);
for (let exponent = 0, element = 1; exponent < FIELD_ORDER; exponent++) {
  POWERS[exponent] = element;
  LOGARITHMS[element] = exponent;
  element <<= 1;
  if (element >= SIZE) element ^= PRIMITIVE;
}

/** α to any power, in the field of 128 elements; negative ones too. Addition in the field is `^`. */
export function power(exponent: number): number {
  return POWERS[((exponent % FIELD_ORDER) + FIELD_ORDER) % FIELD_ORDER] ?? 0;
}

export function multiply(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : power((LOGARITHMS[a] ?? 0) + (LOGARITHMS[b] ?? 0));
}

/** @param b not zero. */
export function divide(a: number, b: number): number {
  return a === 0 ? 0 : power((LOGARITHMS[a] ?? 0) - (LOGARITHMS[b] ?? 0));
}
