import type { RecordReport, Report, Rights } from '../model/report.ts';
import type { Basis } from '../model/verdict.ts';

/** Where a row tells what a signal said. */
const CITED: ReadonlySet<Basis> = new Set(['declared', 'watermark']);

const NO_RIGHTS: Rights = {
  creator: null,
  credit: null,
  copyright: null,
  licence: null,
  licensor: null,
  training: { stance: 'unstated', sources: [], statements: [] },
  identifiers: [],
};

/**
 * The report with no more in it than its row in a list is written from: a tenth of it. The popup waits for the reports
 * of hundreds of media, and shows the rest of none.
 */
export function rowReport(report: Report): Report {
  const { basis, because, signals, notChecked, record, engine } = report;
  return {
    ...report,
    record: record === null ? null : withoutTree(record),
    signals: CITED.has(basis) ? Object.fromEntries(because.map((signal) => [signal, signals[signal]])) : {},
    rights: NO_RIGHTS,
    checked: [],
    // Why a record elsewhere could not be fetched is the one that is told.
    notChecked: notChecked.filter(({ what }) => what === 'remote-manifest'),
    engine: { ...engine, trustLists: [] },
  };
}

function withoutTree(record: RecordReport): RecordReport {
  return { ...record, ingredientFailures: [], actions: [], identities: [], softBindings: [], tree: [] };
}
