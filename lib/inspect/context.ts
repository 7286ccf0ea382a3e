import type { C2paEngine } from '../decoders/c2pa-engine.ts';
import type { TrustLists } from '../model/trust.ts';

/** Everything the engine needs from its host; the engine itself has no clock, no network and no storage. */
export interface EngineContext {
  readonly c2pa: C2paEngine;
  readonly trust: TrustLists;
  /** `c2pa` holds a record that was fetched for this very file, so the file is validated although it carries none. */
  readonly hasSeparateRecord?: boolean;
  /**
   * Whether the picture's own samples may be decoded to look for watermarks, which reads the whole file.
   * Without it those detectors do not run and stand in no report.
   */
  readonly mayReadPixels?: boolean;
  /** Whence's own version, for the report. */
  readonly version: string;
  /** Milliseconds of a clock that never runs backwards, for `report.ms`. */
  now(): number;
  readonly abort: AbortSignal;
}
