import type { ContainerMap, PartKind } from '../model/container.ts';
import type { Format } from '../model/format.ts';
import type { DecodedFields } from '../model/fields.ts';
import type { Outcome, Unanswered } from '../model/outcome.ts';
import type { Raster } from '../model/raster.ts';
import type { TrustmarkReader } from '../model/trustmark.ts';
import type { Label, SignalId } from '../model/verdict.ts';

/** All a detector may look at. Nothing here fetches; pixels are decoded on the first call only. */
export interface Evidence {
  readonly map: ContainerMap;
  readonly fields: DecodedFields;
  /** Parts that could not be read or decoded, with the reason. */
  readonly gaps: ReadonlyMap<PartKind, Unanswered>;
  pixels(): Promise<Outcome<Raster>>;
  /** Asked between the steps of a long search for marks; `false` ends it. Where absent, nothing is searched long for. */
  readonly maySearch?: () => boolean;
  /** Reads TrustMark codes, where the person has a decoder for them. */
  readonly trustmark?: TrustmarkReader;
}

/** What every unsigned declaration has in common; each detector adds what it read. */
export interface Declaration {
  /** What the tag says the picture is. `null`: it speaks of the origin and not of AI. */
  readonly says: Label;
  /** The tool or company named, for the sentence ("A Midjourney tag says …"). */
  readonly tool: string | null;
}

/** One detector. Pure; asked once per file. */
export interface Signal<Id extends SignalId = SignalId, Value = unknown> {
  readonly id: Id;
  readonly needs: 'parts' | 'pixels' | 'page';
  /** The one format it is about; it stands in no report of another. */
  readonly only?: Format;
  /** Whether there is anything to ask it of this file; where there is not, it stands in no report. */
  applies?(evidence: Evidence): boolean;
  detect(evidence: Evidence, abort: AbortSignal): Promise<Outcome<Value>> | Outcome<Value>;
}

/**
 * `absent`, unless one of the parts the detector depends on could not be read
 * or the file's structure was not walked to its end.
 */
export function absentUnlessGap(evidence: Evidence, depends: readonly PartKind[]): Outcome<never> {
  for (const kind of depends) {
    const why = evidence.gaps.get(kind);
    if (why !== undefined) return { kind: 'unanswered', why };
  }
  if (evidence.map.incomplete !== null) return { kind: 'unanswered', why: evidence.map.incomplete };
  return { kind: 'absent' };
}
