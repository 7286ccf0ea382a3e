import type { BindingAlgorithm } from '../model/soft-binding.ts';
import { fetchAlgorithms, type KeptAlgorithms, parseKeptAlgorithms } from './algorithm-list.ts';
import type { ListPorts } from './fetch-list.ts';
import { isoOrNull } from './kept-list.ts';

export interface AlgorithmPorts extends ListPorts {
  readonly read: () => Promise<unknown>;
  readonly write: (value: unknown) => Promise<void>;
  /** The list that came with the build. */
  readonly bundled: () => Promise<unknown>;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Public names of soft binding algorithms: those of the build, and what the published list said since. */
export class AlgorithmStore {
  readonly #ports: AlgorithmPorts;

  constructor(ports: AlgorithmPorts) {
    this.#ports = ports;
  }

  /** Never rejects: without a list, algorithms show as the records name them. */
  async list(): Promise<readonly BindingAlgorithm[]> {
    return (await this.#kept())?.algorithms ?? [];
  }

  /** Fetches the published list when no attempt was made for a day. What cannot be taken changes nothing. */
  async refreshIfDue(): Promise<void> {
    const { now, write } = this.#ports;
    const stored = await this.#stored();
    const attempted = Date.parse(isoOrNull(stored['attempted']) ?? '');
    const age = now().getTime() - attempted;
    if (age >= 0 && age < DAY_MS) return;
    // Written first, so that a background stopped in mid-fetch does not try again at each start.
    const attempt = { ...stored, attempted: now().toISOString() };
    await write(attempt).catch(() => undefined);
    const result = await fetchAlgorithms(await this.#kept(), this.#ports);
    if ('algorithms' in result) await write({ ...attempt, ...result }).catch(() => undefined);
  }

  async #kept(): Promise<KeptAlgorithms | null> {
    const stored = parseKeptAlgorithms(await this.#stored());
    const bundled = parseKeptAlgorithms(await this.#ports.bundled().catch(() => null));
    if (stored === null || bundled === null) return stored ?? bundled;
    return Date.parse(stored.asOf) >= Date.parse(bundled.asOf) ? stored : bundled;
  }

  async #stored(): Promise<Record<string, unknown>> {
    const stored = await this.#ports.read().catch(() => null);
    return typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
  }
}
