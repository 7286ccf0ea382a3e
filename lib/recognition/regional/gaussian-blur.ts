/** Three standard deviations hold all of a Gaussian that matters to a picture of 8 bits. */
const REACH = 3;

/** The plane under a Gaussian of `sigma` pixels; beyond its edges the outermost pixels go on. */
export function gaussianBlur(pixels: Float32Array, width: number, height: number, sigma: number): Float32Array {
  const kernel = halfKernel(sigma);
  const radius = kernel.length - 1;
  const across = new Float32Array(pixels.length);
  const line = new Float32Array(width + 2 * radius);
  const middle = kernel[0] ?? 1;
  for (let row = 0; row < height; row++) {
    const start = row * width;
    line.fill(pixels[start] ?? 0, 0, radius);
    line.set(pixels.subarray(start, start + width), radius);
    line.fill(pixels[start + width - 1] ?? 0, radius + width);
    for (let column = 0; column < width; column++) {
      const at = column + radius;
      let sum = middle * (line[at] ?? 0);
      for (let tap = 1; tap <= radius; tap++)
        sum += (kernel[tap] ?? 0) * ((line[at - tap] ?? 0) + (line[at + tap] ?? 0));
      across[start + column] = sum;
    }
  }
  const blurred = new Float32Array(pixels.length);
  for (let row = 0; row < height; row++) {
    const to = row * width;
    for (let column = 0; column < width; column++) blurred[to + column] = middle * (across[to + column] ?? 0);
    for (let tap = 1; tap <= radius; tap++) {
      const weight = kernel[tap] ?? 0;
      const above = Math.max(0, row - tap) * width;
      const below = Math.min(height - 1, row + tap) * width;
      for (let column = 0; column < width; column++)
        blurred[to + column] =
          (blurred[to + column] ?? 0) + weight * ((across[above + column] ?? 0) + (across[below + column] ?? 0));
    }
  }
  return blurred;
}

function halfKernel(sigma: number): Float32Array {
  const radius = Math.max(1, Math.ceil(REACH * sigma));
  const kernel = Float32Array.from({ length: radius + 1 }, (_, tap) => Math.exp(-(tap * tap) / (2 * sigma * sigma)));
  const total = kernel.reduce((sum, weight, tap) => sum + (tap === 0 ? weight : 2 * weight), 0);
  return kernel.map((weight) => weight / total);
}
