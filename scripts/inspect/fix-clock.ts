/**
 * Sets the clock of this process (or worker thread) to one instant. The C2PA validator asks its host
 * for the time, so a report can be replayed as of a day only when the host answers that day.
 * @param at milliseconds since 1970.
 */
export function fixClock(at: number): void {
  const RealDate = Date;
  globalThis.Date = new Proxy(RealDate, {
    construct: (_target, args: unknown[], newTarget) =>
      Reflect.construct(RealDate, args.length === 0 ? [at] : args, newTarget),
    apply: () => new RealDate(at).toString(),
    get: (target, key) => (key === 'now' ? () => at : Reflect.get(target, key)),
  });
}
