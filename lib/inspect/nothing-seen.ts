import type { ContainerMap } from '../model/container.ts';
import type { Unanswered } from '../model/outcome.ts';
import type { Report } from '../model/report.ts';
import { decide } from '../verdict/decide.ts';
import { buildReport, type Findings, type ReportedBy } from './build-report.ts';

/** The findings of a file that could not be looked at. */
export function nothingSeen(why: Unanswered): Findings {
  const map: ContainerMap = { format: 'application/octet-stream', parts: [], incomplete: why };
  const record = { kind: 'unanswered', why } as const;
  const none = { remote: null, isSeparate: false, isFetched: false, sha256: null };
  return { map, fields: null, record, ...none, shortfall: why, signals: new Map() };
}

/** The report of a file the engine never got to see, in the same shape and words as the engine's own. */
export function shortfallReport(name: string, why: Unanswered, by: ReportedBy): Report {
  const findings = nothingSeen(why);
  const source = { size: null, bytesRead: 0 };
  return buildReport({ source, name }, by, findings, decide(findings.signals, why), 0);
}
