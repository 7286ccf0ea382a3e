import { C2PA_VERSION } from '../decoders/c2pa-version.ts';
import { shortfallReport } from '../inspect/nothing-seen.ts';
import type { Unanswered } from '../model/outcome.ts';
import type { Report } from '../model/report.ts';
import { displayAddress } from './display-address.ts';

/** The report of an address the engine never got to see. */
export function couldNotCheck(url: string, why: Unanswered, version: string): Report {
  return shortfallReport(displayAddress(url), why, { c2pa: { version: C2PA_VERSION }, trust: [], version });
}
