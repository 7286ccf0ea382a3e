import { browser } from 'wxt/browser';
import { VerdictStore } from '../cache/verdict-store.ts';
import type { PageSender } from '../messaging/sender.ts';
import type { FileDetails } from '../model/file-details.ts';
import type { LookUpBy } from '../model/look-up.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Report } from '../model/report.ts';
import { keptSettings } from '../settings/kept-settings.ts';
import { couldNotCheck } from './could-not-check.ts';
import { DecoderBudget } from './decoder-budget.ts';
import { DetailReader } from './detail-reader.ts';
import { engineHost } from './engine-host.ts';
import type { EngineWorker } from './engine-queue.ts';
import type { Subject } from './inspect-desk.ts';
import { type InspectRequest, MediaInspector } from './inspect-media.ts';
import { MarkLook } from './look-for-marks.ts';
import { FurtherLook } from './look-further.ts';
import { RecordLookUp } from './look-up-record.ts';
import { hasHostPermission } from './permissions.ts';
import { storedTrust } from './stored-trust.ts';

/** Nobody's page: public addresses only. And nothing of what a person brings is kept. */
const NOBODY: PageSender = { tab: -1, frame: 0, url: '', origin: '', isPrivate: true };

/** The same look at a file as at what pages show. */
export interface PageEngine {
  /** Reads what the person brought. Never rejects. */
  inspect(subject: Subject): Promise<Report>;
  /** The same without a look at its pixels. */
  inspectQuickly(subject: Subject): Promise<Report>;
  /** Fetches the record that the subject's file keeps elsewhere; where it did not come, the report says why. */
  fetchRecord(subject: Subject, report: Report): Promise<Report>;
  /** Asks one record store; `null` where nobody was asked. */
  lookUp(subject: Subject, report: Report, address: string, by: LookUpBy): Promise<Report | null>;
  /** Reads the subject's file again for what its report does not hold. */
  details(subject: Subject, report: Report, withPeople: boolean): Promise<Outcome<FileDetails>>;
}

/**
 * The engine in a Worker of one of Whence's own pages: a file the person chose can be handed to it as it is, where the
 * way through the background would copy it whole. Everything is asked for, so that no budget applies.
 */
export function pageEngine(startWorker: () => EngineWorker): PageEngine {
  const { version } = browser.runtime.getManifest();
  const inspection = {
    host: engineHost(startWorker, async () => null),
    store: new VerdictStore(),
    trust: storedTrust(),
    settings: keptSettings(),
    budget: { allows: () => true, spend: () => undefined },
    decoders: new DecoderBudget(() => false),
    hasPermission: hasHostPermission,
    isOnline: () => navigator.onLine,
    version,
  };
  const further = new FurtherLook({ ...inspection, inspector: new MediaInspector(inspection), now: Date.now });
  const marks = new MarkLook({
    ...inspection,
    inspector: further,
    items: { get: async () => null, put: async () => undefined },
    tell: () => undefined,
    isSaving: () => false,
    rest: async () => undefined,
  });
  const lookUps = new RecordLookUp(inspection);
  const details = new DetailReader(inspection);
  return {
    async inspect(subject) {
      if (subject.file === null && !subject.isAddress) return couldNotCheck(subject.name, 'unreadable', version);
      return named(await marks.inspect(requestOf(subject), NOBODY), subject);
    },
    inspectQuickly: async (subject) => named(await further.inspect(requestOf(subject), NOBODY), subject),
    fetchRecord: async (subject, report) => named(await further.fetch(report, requestOf(subject), NOBODY), subject),
    lookUp: (subject, report, address, by) => lookUps.ask(report, address, { ...requestOf(subject), pageUrl: '' }, by),
    details: (subject, report, withPeople) =>
      details.read(report, withPeople, { ...requestOf(subject), pageUrl: '', reading: null }),
  };
}

function requestOf({ id, name, kind, file, isAddress }: Subject): InspectRequest {
  return {
    item: id,
    kind,
    // A file's name could read like an address, and two files may have the same.
    url: isAddress ? name : `file:${id}`,
    alt: '',
    width: 0,
    height: 0,
    bytesHint: null,
    asked: true,
    inline: null,
    opening: null,
    ...(file !== null && { file }),
  };
}

function named(report: Report, { name, isAddress }: Subject): Report {
  return isAddress ? report : { ...report, source: name };
}
