import { Builder, LocalSigner } from '@contentauth/c2pa-node';
import type { Credential } from './authority.ts';

const IPTC = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/** A picture's bytes with their media type. */
export interface Picture {
  readonly bytes: Buffer;
  readonly mime: string;
}

export interface Action {
  readonly action: string;
  readonly by?: string;
  /** IPTC digital source type, last path segment. */
  readonly source?: string;
  /** The ingredient the action is about, by its index in `ingredients`. */
  readonly ingredient?: number;
}

export interface RecordPlan {
  readonly title: string;
  readonly generator: string;
  readonly actions: readonly Action[];
  readonly ingredients?: readonly {
    readonly picture: Picture;
    readonly title: string;
    readonly relationship: 'parentOf' | 'componentOf' | 'inputTo';
  }[];
  /** Labels of further assertions, for the names a reader may trip over. */
  readonly assertions?: readonly string[];
  /** Codes the record names, as lists of bytes: the tool writes text otherwise. */
  readonly softBindings?: readonly { readonly alg: string; readonly value: string | readonly number[] }[];
  /** Where the record is kept instead of in the file. */
  readonly remote?: string;
}

/** Made with AI from nothing. */
export const GENERATED: readonly Action[] = [
  { action: 'c2pa.created', by: 'Lumen Image 3', source: 'trainedAlgorithmicMedia' },
];

/** Taken with a camera. */
export const CAPTURED: readonly Action[] = [{ action: 'c2pa.created', source: 'digitalCapture' }];

/** A signed picture and its record on its own, as it would be kept elsewhere. */
export interface Signed {
  readonly picture: Picture;
  /** A manifest store (`application/c2pa`). */
  readonly record: Buffer;
}

/** The picture with a C2PA record of `plan`, signed by `credential`. */
export async function sign(picture: Picture, plan: RecordPlan, credential: Credential): Promise<Picture> {
  return (await signApart(picture, plan, credential)).picture;
}

/** The same, and the record beside it. `plan.remote` '' keeps the record out of the file without a pointer to it. */
export async function signApart(picture: Picture, plan: RecordPlan, credential: Credential): Promise<Signed> {
  const builder = Builder.withJson(
    {
      claim_generator_info: [{ name: plan.generator, version: '1.0' }],
      title: plan.title,
      format: picture.mime,
      assertions: [
        {
          label: 'c2pa.actions.v2',
          data: { allActionsIncluded: true, actions: plan.actions.map(actionOf) },
          created: true,
        },
        ...(plan.assertions ?? []).map((label) => ({ label, data: { note: 'A test assertion.' }, created: true })),
        ...(plan.softBindings ?? []).map(({ alg, value }) => ({
          label: 'c2pa.soft-binding',
          data: { alg, blocks: [{ scope: {}, value }] },
          created: true,
        })),
      ],
    },
    SETTINGS,
  );
  for (const [index, ingredient] of (plan.ingredients ?? []).entries()) {
    await builder.addIngredient(
      JSON.stringify({ title: ingredient.title, relationship: ingredient.relationship, label: ingredientName(index) }),
      { buffer: ingredient.picture.bytes, mimeType: ingredient.picture.mime },
    );
  }
  if (plan.remote !== undefined) {
    builder.setNoEmbed(true);
    if (plan.remote !== '') builder.setRemoteUrl(plan.remote);
  }
  const signer = LocalSigner.newSigner(Buffer.from(credential.chain), Buffer.from(credential.key), 'es256');
  const signed: { buffer: Buffer | null } = { buffer: null };
  const record = builder.sign(signer, { buffer: picture.bytes, mimeType: picture.mime }, signed);
  if (signed.buffer === null) throw new Error(`${plan.title} was not signed.`);
  return { picture: { bytes: signed.buffer, mime: picture.mime }, record };
}

/** The signing library would refuse a lapsed or unlisted certificate after the fact: these samples need both. */
const SETTINGS = {
  verify: { verify_after_sign: false, verify_after_reading: false, verify_trust: false, remote_manifest_fetch: false },
  builder: { thumbnail: { enabled: false } },
};

function actionOf({ action, by, source, ingredient }: Action) {
  return {
    action,
    ...(by === undefined ? {} : { softwareAgent: { name: by } }),
    ...(source === undefined ? {} : { digitalSourceType: IPTC + source }),
    ...(ingredient === undefined ? {} : { parameters: { ingredientIds: [ingredientName(ingredient)] } }),
  };
}

function ingredientName(index: number): string {
  return `ingredient-${index}`;
}
