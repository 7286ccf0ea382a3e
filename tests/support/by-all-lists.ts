import { expect } from 'vitest';
import { memorySource } from '../../lib/bytes/source.ts';
import type { C2paEngine } from '../../lib/decoders/c2pa-engine.ts';
import { inspect } from '../../lib/inspect/inspect.ts';
import type { Report } from '../../lib/model/report.ts';
import type { TrustList, TrustLists } from '../../lib/model/trust.ts';
import { engineContext } from './engine.ts';

export type TimelessReport = Omit<Report, 'ms'>;

export interface Look {
  readonly report: TimelessReport;
  /** The number of certificates in each question the validator was asked. */
  readonly asked: readonly number[];
}

export function listOf(name: string, anchorsPem: string, allowedPem: string | null = null): TrustList {
  return { kind: 'custom', name, issued: null, anchorsPem, allowedPem };
}

export async function lookAt(bytes: Uint8Array, lists: TrustLists, c2pa: C2paEngine): Promise<Look> {
  const asked: number[] = [];
  const counting: C2paEngine = {
    version: c2pa.version,
    validate(format, file, settings, at) {
      asked.push(settings.split('BEGIN CERTIFICATE').length - 1);
      return c2pa.validate(format, file, settings, at);
    },
  };
  const { ms: _, ...report } = await inspect(
    { source: memorySource(bytes), name: 'x' },
    engineContext(lists, counting),
  );
  return { report, asked };
}

/** The report by the lists narrowed to what matters, once it is known to be the one that all of each list gives. */
export async function sameByAll(bytes: Uint8Array, lists: TrustLists, c2pa: C2paEngine): Promise<TimelessReport> {
  const narrowed = await lookAt(bytes, lists, c2pa);
  const full = await lookAt(bytes, lists.map(unnarrowed), c2pa);
  // Were it narrowed as well, the comparison would say nothing.
  if (full.asked[0] !== undefined) expect(full.asked[0]).toBe(certificatesIn(lists));
  expect(narrowed.report).toEqual(full.report);
  return narrowed.report;
}

/** The same certificates in a form nothing is left out of: text between them is the validator's to judge. */
function unnarrowed(list: TrustList): TrustList {
  const whole = (pem: string) => `A line of text.\n${pem}`;
  return { ...list, anchorsPem: whole(list.anchorsPem), allowedPem: list.allowedPem && whole(list.allowedPem) };
}

function certificatesIn(lists: TrustLists): number {
  const texts = lists.map(({ anchorsPem, allowedPem }) => anchorsPem + (allowedPem ?? ''));
  return texts.join('').split('BEGIN CERTIFICATE').length - 1;
}
