/**
 * The probability that one draw exceeds `bar`, from a Gumbel law fitted by moments to the largest of each `size` draws.
 * That law is exact in the limit for draws with an exponential tail, however steep, such as evidence in nats.
 * Answers the upper end of what the fit allows (one-sided, 95 %), since the tail's steepness is itself only measured.
 */
export function exceedance(draws: readonly number[], size: number, bar: number): number {
  const maxima: number[] = [];
  for (let from = 0; from + size <= draws.length; from += size)
    maxima.push(draws.slice(from, from + size).reduce((one, other) => Math.max(one, other)));
  const mean = maxima.reduce((sum, value) => sum + value, 0) / maxima.length;
  const variance = maxima.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (maxima.length - 1);
  const fitted = (Math.sqrt(variance) * Math.sqrt(6)) / Math.PI;
  const scale = fitted * (1 + (1.645 * SPREAD) / Math.sqrt(maxima.length));
  const place = mean - EULER * scale;
  return -Math.expm1(-Math.exp((place - bar) / scale)) / size;
}

/** Standard error of a scale fitted by moments, for one maximum and a scale of 1. */
const SPREAD = 1.05;
const EULER = 0.5772156649015329;
