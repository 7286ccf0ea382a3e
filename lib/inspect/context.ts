import type { C2paEngine } from '../decoders/c2pa-engine.ts';
import type { Format } from '../model/format.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Raster } from '../model/raster.ts';
import type { TrustmarkReader } from '../model/trustmark.ts';
import type { TrustLists } from '../model/trust.ts';

/** Everything the engine needs from its host; the engine itself has no clock, no network and no storage. */
export interface EngineContext {
  readonly c2pa: C2paEngine;
  readonly trust: TrustLists;
  /** `c2pa` holds a record that was fetched for this very file, so the file is validated although it carries none. */
  readonly hasSeparateRecord?: boolean;
  /**
   * Whether to go on to the picture's own samples and look for watermarks, which reads the whole file.
   * Without it those detectors answer `budget`, and `lookAtPixels` may ask them later.
   */
  readonly mayReadPixels?: boolean;
  /** Milliseconds for searching the pixels for marks that were scaled or cut, where nothing else gave a label; 0 if absent. */
  readonly searchMs?: number;
  /** Decodes what the engine has no decoder of its own for. */
  readonly decodePixels?: DecodePixels;
  /** Reads TrustMark codes, where the person has a decoder for them; it needs the whole file and seconds of time. */
  readonly trustmark?: TrustmarkReader;
  /** Whence's own version, for the report. */
  readonly version: string;
  /** Milliseconds of a clock that never runs backwards, for `report.ms`. */
  now(): number;
  readonly abort: AbortSignal;
}

/**
 * The samples of a picture's first frame as the file stores them: no color management, no scaling, no rotation, alpha
 * not premultiplied. `unsupported` where the host cannot decode the format so; never rejects for reasons of the file.
 * @param maxPixels `too-large` beyond it.
 */
export type DecodePixels = (format: Format, bytes: Uint8Array, maxPixels: number) => Promise<Outcome<Raster>>;
