/** Pixels across and down a block. */
export const BLOCK = 8;
/** Pixels, and coefficients, of a block. */
export const AREA = BLOCK * BLOCK;

/** Orthonormal: row `frequency`, column `place`. */
const BASIS = Float64Array.from({ length: AREA }, (_, at) => {
  const [frequency, place] = [Math.floor(at / BLOCK), at % BLOCK];
  const scale = Math.sqrt((frequency === 0 ? 1 : 2) / BLOCK);
  return scale * Math.cos((Math.PI * frequency * (2 * place + 1)) / (2 * BLOCK));
});
/** Row `place`, column `frequency`. */
const INVERSE = Float64Array.from(
  { length: AREA },
  (_, at) => BASIS[(at % BLOCK) * BLOCK + Math.floor(at / BLOCK)] ?? 0,
);

/** The orthonormal cosine transform (DCT-II) of a block in place, row-major, as JPEG's but for its scale. */
export function transform(block: Float64Array): void {
  multiply(BASIS, block);
}

/** Takes `transform` back, but for rounding. */
export function takeBack(block: Float64Array): void {
  multiply(INVERSE, block);
}

const half = new Float64Array(AREA);

/** The rows and then the columns of a block, each times a matrix. */
function multiply(matrix: Float64Array, block: Float64Array): void {
  for (let row = 0; row < AREA; row += BLOCK)
    for (let to = 0; to < BLOCK; to++) {
      let sum = 0;
      for (let at = 0; at < BLOCK; at++) sum += (matrix[to * BLOCK + at] ?? 0) * (block[row + at] ?? 0);
      half[row + to] = sum;
    }
  for (let column = 0; column < BLOCK; column++)
    for (let to = 0; to < BLOCK; to++) {
      let sum = 0;
      for (let at = 0; at < BLOCK; at++) sum += (matrix[to * BLOCK + at] ?? 0) * (half[at * BLOCK + column] ?? 0);
      block[to * BLOCK + column] = sum;
    }
}
