import type { Outcome } from '../model/outcome.ts';
import type { Raster } from '../model/raster.ts';
import type { TrustmarkModel, TrustmarkReader, TrustmarkVariant } from '../model/trustmark.ts';
import { readTrustmarkCode, type TrustmarkCode } from './trustmark-code.ts';
import { TRUSTMARK_RECIPES, TRUSTMARK_SIDE, trustmarkInput, type TrustmarkRecipe } from './trustmark-input.ts';

export interface TrustmarkReading extends TrustmarkCode {
  readonly variant: TrustmarkVariant;
}

/** Shortest side looked at, in pixels: what the larger decoder takes, so that nothing is read out of enlarged pixels. */
const MIN_SIDE = 256;
/** Four bytes each, three times over with the JPEG copy and the canvas it goes through: 384 MB. */
const MAX_PIXELS = 32 * 1024 * 1024;

/**
 * Reads a TrustMark code. It counts only when the very same one is read again from a JPEG copy of the picture: a code
 * that a decoder imagines seldom survives that, and real ones are made to.
 */
export async function readTrustmark(
  raster: Raster,
  reader: TrustmarkReader,
  abort: AbortSignal,
): Promise<Outcome<TrustmarkReading>> {
  if (Math.min(raster.width, raster.height) < MIN_SIDE) return { kind: 'unanswered', why: 'unsupported' };
  if (raster.width * raster.height > MAX_PIXELS) return { kind: 'unanswered', why: 'too-large' };
  const models = await reader.models();
  // Wanted, and no longer kept: the browser may have made room.
  if (models.length === 0) return { kind: 'unanswered', why: 'needs-consent' };
  let copy: Raster | null = null;
  for (const model of models) {
    for (const recipe of TRUSTMARK_RECIPES) {
      abort.throwIfAborted();
      if (!reader.hasTime()) return { kind: 'unanswered', why: 'budget' };
      const code = await read(raster, model, recipe);
      if (code === null) continue;
      if (!reader.hasTime()) return { kind: 'unanswered', why: 'budget' };
      copy ??= await reader.throughJpeg(raster);
      if (isSame(code, await read(copy, model, recipe))) {
        return { kind: 'found', value: { ...code, variant: model.variant } };
      }
    }
  }
  return { kind: 'absent' };
}

/** @throws when the decoder's answer is none. */
async function read(raster: Raster, model: TrustmarkModel, recipe: TrustmarkRecipe): Promise<TrustmarkCode | null> {
  const side = TRUSTMARK_SIDE[model.variant];
  const logits = await model.run(trustmarkInput(raster, model.variant, recipe), [1, 3, side, side]);
  if (logits.length !== 100 || !logits.every(Number.isFinite)) throw new RangeError('The decoder gave no 100 numbers.');
  return readTrustmarkCode(logits);
}

function isSame(code: TrustmarkCode, other: TrustmarkCode | null): boolean {
  return other?.schema === code.schema && other.data.join('') === code.data.join('');
}
