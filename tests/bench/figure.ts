type Bounds =
  { readonly atMost: number; readonly atLeast?: undefined } | { readonly atLeast: number; readonly atMost?: undefined };

/** What a figure must be, and the same figure of two published extensions where it was measured. */
export type Target = Bounds & {
  readonly unit: Unit;
  readonly others?: string;
};

export type Unit =
  | 'percent'
  | 'bytes'
  | 'kB'
  | 'MiB'
  | 'ms'
  | 'us'
  | 's'
  | 'requests'
  | 'tasks'
  | 'badges'
  | 'files'
  | 'times'
  | 'pictures'
  | 'per million'
  | 'nats'
  | 'points';

/** One measured figure, as the JSON line holds it. */
export interface Figure {
  readonly name: string;
  /** Where it was measured: a browser, `node`, or `build`. */
  readonly in: string;
  /** The page's variant, the file format, or `null`. */
  readonly of: string | null;
  /** `null`: it could not be measured here. */
  readonly value: number | null;
  readonly unit: Unit;
  /** Largest distance of a run from the median, in the same unit; `null` where there is but one. */
  readonly noise: number | null;
  /** What the median is of: one value a run, or one a file where several files make the figure. */
  readonly runs: readonly number[];
  /** What the value was compared with in the same run, and that thing's own value. */
  readonly comparedWith: { readonly what: string; readonly value: number | null } | null;
  readonly target: Target | null;
  /** `null`: no target, or not measured. */
  readonly met: boolean | null;
}

export interface FigureParts {
  readonly name: string;
  readonly in: string;
  readonly of?: string | null;
  readonly unit: Unit;
  readonly runs: readonly number[];
  readonly comparedWith?: Figure['comparedWith'];
  readonly target?: Target | null;
}

/** The median of the runs, with its noise, beside its target. */
export function figure({ name, in: where, of = null, unit, runs, comparedWith, target }: FigureParts): Figure {
  const value = median(runs);
  return {
    name,
    in: where,
    of,
    value: rounded(value),
    unit,
    // One run knows nothing of its noise.
    noise: value === null || runs.length < 2 ? null : rounded(Math.max(...runs.map((run) => Math.abs(run - value)))),
    runs: runs.map((run) => rounded(run) ?? run),
    comparedWith:
      comparedWith === undefined || comparedWith === null
        ? null
        : { what: comparedWith.what, value: rounded(comparedWith.value) },
    target: target ?? null,
    met: target === undefined || target === null || value === null ? null : isMet(value, target),
  };
}

function isMet(value: number, { atMost, atLeast }: Target): boolean {
  return atMost === undefined ? value >= atLeast : value <= atMost;
}

/** What something adds: each run with it less the median without it. */
export function addedFigure(
  parts: Omit<FigureParts, 'runs' | 'comparedWith'>,
  withIt: readonly number[],
  without: readonly number[],
  what: string,
): Figure {
  const base = median(without);
  const runs = base === null ? [] : withIt.map((run) => run - base);
  const added = figure({ ...parts, runs, comparedWith: { what, value: rounded(base) } });
  // The runs without it differ among themselves too.
  const noise = base === null ? 0 : Math.max(...without.map((run) => Math.abs(run - base)));
  return { ...added, noise: added.noise === null ? null : rounded(Math.max(added.noise, noise)) };
}

/** The middle value; the mean of the two middle ones of an even number; `null` of none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}

/** Four significant digits: more would be noise that looks like knowledge. */
function rounded(value: number | null): number | null {
  return value === null ? null : Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4));
}
