/** Freedom of a pose: 6 without perspective, 8 with. */
export type Freedom = 6 | 8;

const FREEDOMS = 8;

/** A product of a slope of the picture, across or down, and of powers of a place's coordinates `u` and `v`. */
interface Part {
  readonly isDown: boolean;
  readonly u: number;
  readonly v: number;
}

const across = (u: number, v: number): Part => ({ isDown: false, u, v });
const down = (u: number, v: number): Part => ({ isDown: true, u, v });

/** How brightness changes with each freedom: as the sum of its parts, and less by it for the two of perspective. */
const CHANGES: readonly (readonly Part[])[] = [
  [across(1, 0)],
  [across(0, 1)],
  [across(0, 0)],
  [down(1, 0)],
  [down(0, 1)],
  [down(0, 0)],
  [across(2, 0), down(1, 1)],
  [across(1, 1), down(0, 2)],
];
const FIRST_TILTING = 6;

/**
 * Along a row `v` is the same, so that 17 sums stand for all 44 numbers of the equations: of both slopes' products, and
 * of each by what differs, in this order, times `u` to the power of 0, 1 and so on.
 */
const SUMS = { acrossTwice: 0, both: 5, downTwice: 9, acrossRest: 12, downRest: 15 };
export const ROW_SUMS = 17;

/** Upper half of the matrix, row by row, and the right side. */
const SLOPES = FREEDOMS * FREEDOMS;
const equations = new Float64Array(SLOPES + FREEDOMS);

/** Which sum goes where, times `v` to which power, added or taken off. */
interface Term {
  readonly to: number;
  readonly sum: number;
  readonly power: number;
  readonly sign: 1 | -1;
}

const TERMS = CHANGES.flatMap((parts, one): readonly Term[] => [
  ...parts.map(({ isDown, u, v }): Term => {
    const sum = (isDown ? SUMS.downRest : SUMS.acrossRest) + u;
    return { to: SLOPES + one, sum, power: v, sign: one < FIRST_TILTING ? 1 : -1 };
  }),
  ...CHANGES.flatMap((others, other) => (other < one ? [] : productsOf(parts, one, others, other))),
]);
const TO = Uint8Array.from(TERMS, ({ to }) => to);
const SUM = Uint8Array.from(TERMS, ({ sum }) => sum);
const POWER = Uint8Array.from(TERMS, ({ power }) => power);
const SIGN = Int8Array.from(TERMS, ({ sign }) => sign);

function productsOf(parts: readonly Part[], one: number, others: readonly Part[], other: number): readonly Term[] {
  const sign = one < FIRST_TILTING === other < FIRST_TILTING ? 1 : -1;
  return parts.flatMap((part) =>
    others.map(({ isDown, u, v }): Term => {
      const slopes = part.isDown !== isDown ? SUMS.both : isDown ? SUMS.downTwice : SUMS.acrossTwice;
      return { to: one * FREEDOMS + other, sum: slopes + part.u + u, power: part.v + v, sign };
    }),
  );
}

export function clearEquations(): void {
  equations.fill(0);
}

const powers = new Float64Array(5);

/** Adds a row by its sums and its `v`. */
export function addRow(sums: Float64Array, v: number): void {
  for (let power = 0, value = 1; power < powers.length; power++, value *= v) powers[power] = value;
  for (let term = 0; term < TO.length; term++) {
    const to = TO[term] ?? 0;
    const value = (sums[SUM[term] ?? 0] ?? 0) * (powers[POWER[term] ?? 0] ?? 0) * (SIGN[term] ?? 0);
    equations[to] = (equations[to] ?? 0) + value;
  }
}

/**
 * The step that the rows added speak for, by Cholesky; `null` where they do not tell.
 */
export function solveEquations(freedom: Freedom): Float64Array | null {
  const factor = new Float64Array(FREEDOMS * FREEDOMS);
  const answer = new Float64Array(FREEDOMS);
  for (let row = 0; row < freedom; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = equations[column * FREEDOMS + row] ?? 0;
      for (let index = 0; index < column; index++)
        sum -= (factor[row * FREEDOMS + index] ?? 0) * (factor[column * FREEDOMS + index] ?? 0);
      if (row === column) {
        if (sum < 1e-9) return null;
        factor[row * FREEDOMS + row] = Math.sqrt(sum);
      } else factor[row * FREEDOMS + column] = sum / (factor[column * FREEDOMS + column] ?? 1);
    }
  }
  for (let row = 0; row < freedom; row++) {
    let sum = equations[SLOPES + row] ?? 0;
    for (let index = 0; index < row; index++) sum -= (factor[row * FREEDOMS + index] ?? 0) * (answer[index] ?? 0);
    answer[row] = sum / (factor[row * FREEDOMS + row] ?? 1);
  }
  for (let row = freedom - 1; row >= 0; row--) {
    let sum = answer[row] ?? 0;
    for (let index = row + 1; index < freedom; index++)
      sum -= (factor[index * FREEDOMS + row] ?? 0) * (answer[index] ?? 0);
    answer[row] = sum / (factor[row * FREEDOMS + row] ?? 1);
  }
  return answer;
}
