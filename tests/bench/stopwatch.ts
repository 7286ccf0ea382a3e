import { median } from './figure.ts';

/** Milliseconds of each of `times` runs; the first ones, which compile and fill caches, are left out. */
export async function timed(times: number, run: () => unknown, warmUps = 3): Promise<readonly number[]> {
  const taken: number[] = [];
  for (let index = -warmUps; index < times; index += 1) {
    const start = performance.now();
    await run();
    if (index >= 0) taken.push(performance.now() - start);
  }
  return taken;
}

/** Median milliseconds of `times` runs. */
export async function medianMs(times: number, run: () => unknown): Promise<number> {
  return median(await timed(times, run)) ?? 0;
}

/** Several things in turns, so that all meet the same noise: the median milliseconds of each. */
export async function mediansInTurns<Runs extends readonly (() => unknown)[]>(
  times: number,
  ...runs: Runs
): Promise<{ readonly [Index in keyof Runs]: number }> {
  const taken = runs.map((): number[] => []);
  for (let index = -2; index < times; index += 1) {
    for (const [which, run] of runs.entries()) {
      const start = performance.now();
      await run();
      if (index >= 0) taken[which]?.push(performance.now() - start);
    }
  }
  return taken.map((each) => median(each) ?? 0) as unknown as { readonly [Index in keyof Runs]: number };
}
