/**
 * Sets the clock that the C2PA validator sees. It takes no time as an argument and asks its host's `Date`, so a
 * record can be judged as of a moment only while the host answers that moment.
 * @param at milliseconds since 1970
 * @returns puts the real clock back
 */
export function setValidatorClock(at: number): () => void {
  const RealDate = globalThis.Date;
  globalThis.Date = new Proxy(RealDate, {
    construct: (_target, args: unknown[], newTarget) =>
      Reflect.construct(RealDate, args.length === 0 ? [at] : args, newTarget),
    apply: () => new RealDate(at).toString(),
    get: (target, key) => (key === 'now' ? () => at : Reflect.get(target, key)),
  });
  return () => {
    globalThis.Date = RealDate;
  };
}
