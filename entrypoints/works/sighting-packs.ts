import type { EvidenceState } from '../../components/SaveEvidence.tsx';
import type { PageTranslate } from '../../lib/i18n/page-translator.ts';
import type { Sighting, Work } from '../../lib/model/work.ts';
import { evidenceNotes } from '../../lib/platform/evidence-notes.ts';
import {
  packSighting,
  planSighting,
  type SightingPackPorts,
  type SightingPlan,
} from '../../lib/platform/sighting-pack.ts';
import { savePack } from '../report/save-pack.ts';

/** Milliseconds in which clicks are not taken: a web page can have this page opened between two clicks. */
const TOO_SOON = 500;
const READY: EvidenceState = { kind: 'ready', needsAccess: false };

/** The pack of the sighting that is shown, and how far it is. */
export class SightingPacks {
  readonly #ports: SightingPackPorts;
  readonly #t: PageTranslate;
  readonly #onChange: () => void;
  #shown = '';
  #shownAt = 0;
  #plan: SightingPlan | null = null;
  #state: EvidenceState = READY;

  constructor(ports: SightingPackPorts, t: PageTranslate, onChange: () => void) {
    this.#ports = ports;
    this.#t = t;
    this.#onChange = onChange;
  }

  get state(): EvidenceState {
    return this.#state;
  }

  /** Finds out where the file can be read again, so that a click can ask for access where that takes some. */
  async show(sighting: Sighting, work: Work): Promise<void> {
    this.#shown = sighting.id;
    this.#shownAt = performance.now();
    this.#plan = null;
    this.#tell(READY);
    const plan = await planSighting(sighting, work);
    if (this.#shown !== sighting.id) return;
    this.#plan = plan;
    this.#tell({ kind: 'ready', needsAccess: plan.evidence.origin !== null });
  }

  /** Call it inside the click. */
  async save(): Promise<void> {
    const plan = this.#plan;
    const isBusy = ['seeing', 'reading', 'packing'].includes(this.#state.kind);
    if (plan === null || isBusy || performance.now() - this.#shownAt < TOO_SOON) return;
    const tell = (state: EvidenceState): void => void (this.#shown === plan.sighting.id && this.#tell(state));
    const made = await packSighting(plan, this.#ports, tell).catch(() => null);
    if (made === null) return tell({ kind: 'failed' });
    const name = savePack(made.zip, made.index.made);
    const closed = made.index.sighting?.isPageOpen === false ? [this.#t('works.pack.page-closed')] : [];
    tell({ kind: 'done', name, size: made.zip.length, notes: [...evidenceNotes(made.index, this.#t), ...closed] });
  }

  #tell(state: EvidenceState): void {
    this.#state = state;
    this.#onChange();
  }
}
