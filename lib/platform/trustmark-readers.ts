import type { Raster } from '../model/raster.ts';
import type { TrustmarkModel, TrustmarkReader, TrustmarkVariant } from '../model/trustmark.ts';
import type { WeightsStore } from '../weights/weights-store.ts';
import type { RunOnnx } from './onnx-runtime.ts';

export interface ReaderPorts {
  readonly weights: Pick<WeightsStore, 'read'>;
  readonly load: (file: Uint8Array) => Promise<RunOnnx>;
  readonly throughJpeg: (raster: Raster) => Promise<Raster>;
  /** Milliseconds of a clock that never runs backwards. */
  readonly now: () => number;
}

/** A reader for one job, which ends with it. */
export interface JobReader extends TrustmarkReader {
  /** Milliseconds the decoders ran for this job. */
  spent(): number;
  /** Lets the next job have its turn. */
  close(): void;
}

/**
 * Milliseconds after a job's start at which no run of a decoder is begun: loading it and a last run, each of seconds on
 * a slow machine, must end before the job's own limit.
 */
const LAST_RUN_MS = 14_000;

/**
 * Makes the readers of one Worker. A decoder is loaded by the first job that comes to use it, and stays; it needs the
 * whole processor, so that jobs take turns, and one whose turn does not come in time goes without.
 */
export function trustmarkReaders(ports: ReaderPorts): (variants: readonly TrustmarkVariant[]) => JobReader {
  const { weights, load, throughJpeg, now } = ports;
  const loaded = new Map<TrustmarkVariant, Promise<RunOnnx | null>>();
  let turn: Promise<void> = Promise.resolve();

  const runOf = (variant: TrustmarkVariant): Promise<RunOnnx | null> => {
    const known = loaded.get(variant);
    if (known !== undefined) return known;
    const loading = weights.read(variant).then((file) => (file === null ? null : load(file)));
    loaded.set(variant, loading);
    // What is not there, or does not load, may be there for the next job.
    void loading.catch(() => null).then((run) => run === null && loaded.delete(variant));
    return loading;
  };

  return (variants) => {
    const start = now();
    const mine = Promise.withResolvers<void>();
    let spent = 0;
    const timed = (variant: TrustmarkVariant, run: RunOnnx): TrustmarkModel => ({
      variant,
      async run(input, shape) {
        // A run holds the Worker's only thread; between two, whoever else works in it gets on.
        await new Promise((resolve) => setTimeout(resolve));
        const began = now();
        try {
          return await run(input, shape);
        } finally {
          spent += now() - began;
        }
      },
    });
    return {
      async models() {
        const before = turn;
        turn = mine.promise;
        await before;
        const models: TrustmarkModel[] = [];
        for (const variant of variants) {
          const run = await runOf(variant);
          if (run !== null) models.push(timed(variant, run));
        }
        return models;
      },
      throughJpeg,
      hasTime: () => now() - start < LAST_RUN_MS,
      spent: () => spent,
      close: mine.resolve,
    };
  };
}
