import { english } from '../i18n/english.ts';
import type { PageSays, Report } from '../model/report.ts';
import type { PageClaim } from '../model/stance.ts';
import type { Basis } from '../model/verdict.ts';
import { normalizeSourceType, sourceTypes } from '../signals/digital-source-type.ts';
import { sentenceOf } from './words.ts';

/** What the page's word stands before (DESIGN §3): everything stronger keeps the headline, and the page's word its rung. */
const WEAKER: ReadonlySet<Basis> = new Set(['nothing-found', 'could-not-check']);

/**
 * The report with what its page says of how the thing was made. The page's word is the headline only where nothing
 * stronger speaks and it names AI.
 * @param claim `null`: the page was asked and says nothing of it
 */
export function withPageClaim(report: Report, claim: PageClaim | null): Report {
  const pageSays = claim === null ? null : readClaim(claim);
  const told = { ...report, pageSays };
  if (pageSays === null || pageSays.label === null || !WEAKER.has(report.basis)) return told;
  const headline: Report = { ...told, label: pageSays.label, basis: 'page', because: [], why: null };
  return { ...headline, sentence: sentenceOf(headline, english) };
}

/** Anything but a code of the vocabulary is told as it stands and names no AI. */
function readClaim(claim: PageClaim): PageSays {
  // Platforms' labels do not tell what was made with AI from what was changed with it.
  if ('aiLabel' in claim) return { code: claim.aiLabel, label: 'may-contain-ai' };
  const { digitalSourceType } = claim;
  const code = normalizeSourceType(digitalSourceType);
  return { code: code ?? digitalSourceType, label: code === null ? null : sourceTypes[code] };
}
