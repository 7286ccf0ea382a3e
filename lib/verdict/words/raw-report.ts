import type { Report } from '../../model/report.ts';

/** Longest text shown, in characters: what a record can make of a report is far more than anybody reads. */
const MAX_LENGTH = 100_000;

/** The report as JSON that shows what it holds: what is invisible or turns text around is written as JSON escapes it. */
export function rawReport(report: Report): string {
  const json = JSON.stringify(report, null, 2);
  return json.slice(0, MAX_LENGTH).replace(UNSEEN, escaped) + (json.length > MAX_LENGTH ? '\n…' : '');
}

/** All but the line breaks of the layout. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u2800\u3164\uffa0]/gu;

function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}
