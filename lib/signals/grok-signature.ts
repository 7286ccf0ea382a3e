import { exifCarriers } from './carriers.ts';
import { quote } from './quote.ts';
import { absentUnlessGap, type Declaration, type Signal } from './signal.ts';

export interface GrokSignatureValue extends Declaration {
  readonly text: string;
  readonly where: string;
}

/**
 * xAI's pair of EXIF tags: ImageDescription `Signature: <base64>` and a UUID as Artist, told only when both are
 * there. There is no public key, so the signature proves nothing; its form is what gives it away.
 */
export const grokSignature: Signal<'grok-signature', GrokSignatureValue> = {
  id: 'grok-signature',
  needs: 'parts',
  detect(evidence) {
    const { imageDescription = '', artist = '' } = evidence.fields.exif ?? {};
    if (!SIGNATURE.test(imageDescription.slice(0, MAX_DESCRIPTION)) || !UUID.test(artist))
      return absentUnlessGap(evidence, exifCarriers);
    const value = { text: quote(imageDescription), where: 'EXIF ImageDescription and Artist' };
    return { kind: 'found', value: { says: 'ai-generated', tool: 'Grok', ...value } };
  },
};

const SIGNATURE = /^Signature:\s{0,8}[A-Za-z0-9+/=]{64,}/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MAX_DESCRIPTION = 4096;
