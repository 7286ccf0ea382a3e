import { draw, type Drawing } from './draw.ts';
import { CAPTURED, GENERATED, sign, type Picture, type RecordPlan } from './sign.ts';
import type { Signers } from './signers.ts';

/** Draws, signs and, for some samples, damages a picture. */
export function signed(
  drawing: Drawing,
  plan: RecordPlan,
  by: 'lumen' | 'fieldnote' | 'halden' | 'unlistedCamera' | 'lookAlike',
  damage: (picture: Picture) => Picture = (picture) => picture,
): (signers: Signers) => Promise<Picture> {
  return async (signers) => damage(await sign(await draw(drawing), plan, signers[by]));
}

/** Made with AI, says the service that made it. */
export function generated(title: string): RecordPlan {
  return { title, generator: 'Lumen', actions: GENERATED };
}

/** Taken with a camera, says the camera. */
export function captured(title: string): RecordPlan {
  return { title, generator: 'Halden H2', actions: CAPTURED };
}

/** Made in an editor, which names the IPTC digital source type. */
export function created(title: string, source: string): RecordPlan {
  return { title, generator: 'Fieldnote', actions: [{ action: 'c2pa.created', source }] };
}
