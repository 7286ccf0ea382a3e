import type { HttpFacts, Validators } from '../fetch/http-facts.ts';
import type { NotChecked, Report } from '../model/report.ts';
import type { Unanswered } from '../model/outcome.ts';
import type { PixelSignalId } from '../model/verdict.ts';

const MINUTE_MS = 60 * 1000;
/** A page shows the same picture many times in this span; asking about it again says nothing new. */
const LEAST_FRESH_MS = 5 * MINUTE_MS;
/** Servers like to say "a year"; an address may be given another picture long before. */
const MOST_FRESH_MS = 24 * 60 * MINUTE_MS;

/** Reasons that lie in the moment and not in the file: the next look may well succeed. */
const PASSING: ReadonlySet<Unanswered> = new Set([
  'blocked',
  'offline',
  'timeout',
  // The file may be cut short, or only this transfer of it.
  'truncated',
  'budget',
  'needs-permission',
  'not-public',
  'unreadable',
  'engine-failed',
]);

/** Time (ms since 1970) until which a verdict is believed without asking the server. */
export function freshUntil({ maxAge, noStore }: Pick<HttpFacts, 'maxAge' | 'noStore'>, now: number): number {
  if (noStore) return now;
  return now + Math.min(Math.max(maxAge * 1000, LEAST_FRESH_MS), MOST_FRESH_MS);
}

/** Something to ask "has it changed?" with. */
export function canRevalidate({ etag, lastModified }: Validators): boolean {
  return etag !== null || lastModified !== null;
}

/** A shortfall that may pass is never kept as if it were a property of the file. */
export function isKeepable(report: Report): boolean {
  const shortfalls = [report.why, ...report.notChecked.filter((each) => !isForLater(each)).map(({ why }) => why)];
  return !shortfalls.some((why) => why !== null && PASSING.has(why));
}

/** Pixels are looked at later, by what is kept until then. */
function isForLater({ what, why }: NotChecked): boolean {
  return why === 'budget' && (what === 'altered-copies' || Object.hasOwn(OF_PIXELS, what));
}

const OF_PIXELS: Readonly<Record<PixelSignalId, true>> = {
  'stealth-pnginfo': true,
  'dwt-dct': true,
  'visible-mark': true,
};

/** A certificate ran out since the verdict was made, so the verdict may have changed with it. */
export function hasLapsedSince(report: Report, made: number, now: number): boolean {
  const expires = Date.parse(report.record?.certificateExpires ?? '');
  return expires > made && expires <= now;
}
