import type { HandOffState } from '../../components/HandOffSection.tsx';
import type { EvidenceState } from '../../components/SaveEvidence.tsx';
import type { CertificateDesk } from '../../components/SignerCertificates.tsx';
import type { Report } from '../../lib/model/report.ts';
import { evidenceNotes } from '../../lib/platform/evidence-notes.ts';
import { handOffsFor } from '../../lib/platform/hand-offs.ts';
import type { Subject } from '../../lib/platform/inspect-desk.ts';
import { lookAtOwnCertificates, makeOwnEvidence } from '../../lib/platform/own-evidence.ts';
import { storedTrust } from '../../lib/platform/stored-trust.ts';
import type { PageTranslate } from '../../lib/i18n/page-translator.ts';
import type { Settings } from '../../lib/settings/settings.ts';
import { savePack } from '../report/save-pack.ts';
import { startEvidenceWorker } from '../report/start-evidence-worker.ts';

const READY: EvidenceState = { kind: 'ready', needsAccess: false };

/** What can be done with the files of the list beyond their reports: their packs, their certificates, where else to ask. */
export class OwnEvidence {
  readonly #settings: Settings;
  readonly #t: PageTranslate;
  readonly #onChange: () => void;
  readonly #ports;
  readonly #states = new Map<number, EvidenceState>();

  constructor(settings: Settings, t: PageTranslate, onChange: () => void) {
    const trust = storedTrust();
    this.#settings = settings;
    this.#t = t;
    this.#onChange = onChange;
    this.#ports = {
      startWorker: startEvidenceWorker,
      trust: async () => (await trust.inForce(settings)).lists,
      language: t.language,
    };
  }

  /** How far the subject's pack is. */
  stateOf({ id }: Subject): EvidenceState {
    return this.#states.get(id) ?? READY;
  }

  /** Makes its pack and saves it. Called inside the click, before any await. */
  async save(subject: Subject, report: Report): Promise<void> {
    if (['reading', 'packing'].includes(this.stateOf(subject).kind)) return;
    const tell = (state: EvidenceState): void => {
      this.#states.set(subject.id, state);
      this.#onChange();
    };
    const making = makeOwnEvidence(subject, report, this.#ports, tell);
    tell({ kind: 'reading', read: 0, size: subject.file?.size ?? null });
    const made = await making.catch(() => null);
    if (made === null) return tell({ kind: 'failed' });
    const name = savePack(made.zip, made.index.made);
    tell({ kind: 'done', name, size: made.zip.length, notes: evidenceNotes(made.index, this.#t) });
  }

  certificates(subject: Subject, report: Report): CertificateDesk {
    return {
      onLook: () => lookAtOwnCertificates(subject, report, this.#ports),
      onCopy: (text) => navigator.clipboard.writeText(text),
    };
  }

  /** Where its address can be asked about. */
  handOffs({ name, isAddress }: Subject): HandOffState {
    return isAddress ? handOffsFor(name, this.#settings.searchEngines) : 'own-file';
  }

  /** The subject left the list, or is another one now. */
  forget(id: number): void {
    this.#states.delete(id);
  }
}
