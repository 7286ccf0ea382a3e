import { draw } from './draw.ts';
import { CAPTURED, GENERATED, sign, type Picture } from './sign.ts';
import type { Signers } from './signers.ts';

/** A camera's picture, opened in an editor that placed a generated sky in it. */
export async function harborWithSky({ fieldnote, halden, lumen }: Signers): Promise<Picture> {
  const crop = [0.36, 0, 0.5, 1] as const;
  const photograph = await sign(
    await draw({ scene: 'colour', format: 'jpeg', crop }),
    { title: 'Harbor at noon', generator: 'Halden H2', actions: CAPTURED },
    halden,
  );
  const sky = await sign(
    await draw({ scene: 'sky', format: 'jpeg' }),
    { title: 'Evening sky', generator: 'Lumen', actions: GENERATED },
    lumen,
  );
  return sign(
    await draw({ scene: 'harbour', format: 'jpeg', crop }),
    {
      title: 'Harbor at Varn',
      generator: 'Fieldnote',
      ingredients: [
        { picture: photograph, title: 'Harbor at noon', relationship: 'parentOf' },
        { picture: sky, title: 'Evening sky', relationship: 'componentOf' },
      ],
      actions: [
        { action: 'c2pa.opened', ingredient: 0 },
        { action: 'c2pa.placed', ingredient: 1 },
      ],
    },
    fieldnote,
  );
}
