import { describe, expect, it } from 'vitest';
import { grokSignature, type GrokSignatureValue } from '../../lib/signals/grok-signature.ts';
import { detect, found } from './evidence.ts';

describe('grok-signature', () => {
  const imageDescription = `Signature: ${'IoR6YcSlkWo/83blBnOA15zT7nnWuDE3'.repeat(3)}=`;
  const artist = '4800156b-8880-4786-9056-7ca3da44abcd';

  it('needs the signature and the UUID together', async () => {
    expect(await found<GrokSignatureValue>(grokSignature, { exif: { imageDescription, artist } })).toEqual({
      says: 'ai-generated',
      tool: 'Grok',
      text: imageDescription,
      where: 'EXIF ImageDescription and Artist',
    });
    expect((await detect(grokSignature, { exif: { imageDescription } })).kind).toBe('absent');
    expect((await detect(grokSignature, { exif: { artist } })).kind).toBe('absent');
    expect((await detect(grokSignature, { exif: { imageDescription, artist: 'Ada Lovelace' } })).kind).toBe('absent');
    expect((await detect(grokSignature, { exif: { imageDescription: 'Signature: short', artist } })).kind).toBe(
      'absent',
    );
  });

  it('is unanswered when EXIF was not read', async () => {
    expect(await detect(grokSignature, { gaps: [['exif', 'malformed']] })).toEqual({
      kind: 'unanswered',
      why: 'malformed',
    });
  });
});
