import type { DecodedFields } from '../model/fields.ts';
import { exifCarriers, textCarriers } from './carriers.ts';
import {
  NOVELAI_KEY,
  readSignedComment,
  type SignatureState,
  type SignedComment,
  verifySignature,
} from './novelai-signature.ts';
import { quote } from './quote.ts';
import { absentUnlessGap, type Declaration, type Evidence, type Signal } from './signal.ts';

export interface NovelaiValue extends Declaration {
  /** The model, as "NovelAI Diffusion V4.5 …". */
  readonly source: string | null;
  readonly signature: SignatureState;
  readonly text: string;
  readonly where: string;
}

/**
 * NovelAI's own fields, in PNG text or mapped to EXIF, and the signature over pixels and settings in its comment.
 * Without pixels the fields are still a declaration.
 */
export function novelaiSignal(publicKey: string): Signal<'novelai', NovelaiValue> {
  return {
    id: 'novelai',
    needs: 'parts',
    async detect(evidence) {
      const fields = readFields(evidence.fields);
      const signed = fields.comment === null ? null : readSignedComment(fields.comment);
      if (signed === null && !fields.isNamed) return absentUnlessGap(evidence, [...exifCarriers, ...textCarriers]);
      const { source, where, comment } = fields;
      const signature = await check(signed, evidence, publicKey);
      const text = quote(comment ?? source ?? '');
      return { kind: 'found', value: { says: 'ai-generated', tool: 'NovelAI', source, signature, text, where } };
    },
  };
}

export const novelai = novelaiSignal(NOVELAI_KEY);

async function check(signed: SignedComment | null, evidence: Evidence, publicKey: string): Promise<SignatureState> {
  if (signed === null) return 'unsigned';
  const pixels = await evidence.pixels();
  return pixels.kind === 'found' ? verifySignature(signed, pixels.value, publicKey) : 'not-checked';
}

interface NovelaiFields {
  readonly isNamed: boolean;
  readonly source: string | null;
  readonly comment: string | null;
  readonly where: string;
}

function readFields({ texts, exif }: DecodedFields): NovelaiFields {
  const text = (keyword: string) => texts.find((field) => field.keyword === keyword)?.text ?? null;
  const [software, source, comment] = [text('Software'), text('Source'), text('Comment')];
  if (software !== null || source !== null || comment !== null) {
    const isNamed = isNovelai(software) || isNovelai(source) || isNovelai(text('Title'));
    return { isNamed, source: sourceOf(source), comment, where: 'PNG text' };
  }
  const isNamed = isNovelai(exif?.software) || isNovelai(exif?.documentName);
  return { isNamed, source: sourceOf(exif?.software), comment: exif?.userComment ?? null, where: 'EXIF' };
}

function isNovelai(field: string | null | undefined): boolean {
  return /^novelai\b/i.test(field ?? '');
}

function sourceOf(field: string | null | undefined): string | null {
  return field === null || field === undefined || field === '' ? null : quote(field, MAX_SOURCE);
}

const MAX_SOURCE = 200;
