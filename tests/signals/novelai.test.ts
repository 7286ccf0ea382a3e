import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Raster } from '../../lib/model/raster.ts';
import { novelai, novelaiSignal, type NovelaiValue } from '../../lib/signals/novelai.ts';
import { NOVELAI_KEY, readSignedComment } from '../../lib/signals/novelai-signature.ts';
import { pythonJsonWithout } from '../../lib/signals/python-json.ts';
import { detect, found, type Given } from './evidence.ts';

/** As Python's json.dumps writes it, with what JSON.parse would spell anew. */
const SETTINGS =
  '{"prompt": "fox, caf\\u00e9 \\ud83e\\udd8a \\"hi\\"\\n", "steps": 28, "scale": 5.0, "noise": 1e-05, "list": [1, 2.50, null], "v4": {"a": {}, "b": []}}';

const raster: Raster = {
  width: 3,
  height: 2,
  rgba: Uint8Array.from({ length: 24 }, (_, index) => (index * 37) & 0xff),
};
const rgb = Uint8Array.from([...raster.rgba].filter((_, index) => index % 4 !== 3));

let key: string;
let comment: string;

beforeAll(async () => {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  key = Buffer.from(await crypto.subtle.exportKey('raw', pair.publicKey)).toString('base64');
  const message = Buffer.concat([rgb, Buffer.from(SETTINGS)]);
  const signature = Buffer.from(await crypto.subtle.sign('Ed25519', pair.privateKey, message)).toString('base64');
  comment = SETTINGS.replace('"steps"', `"signed_hash": "${signature}", "steps"`);
});

function given(text: string, more: Given = { pixels: { kind: 'found', value: raster } }): Given {
  const texts = [
    { keyword: 'Software', text: 'NovelAI' },
    { keyword: 'Source', text: 'NovelAI Diffusion V4.5 ABC' },
    { keyword: 'Comment', text },
  ];
  return { texts, ...more };
}

describe('the signature', () => {
  it('is valid over the pixels and settings that were signed', async () => {
    expect(await found<NovelaiValue>(novelaiSignal(key), given(comment))).toEqual({
      says: 'ai-generated',
      tool: 'NovelAI',
      source: 'NovelAI Diffusion V4.5 ABC',
      signature: 'valid',
      text: comment,
      where: 'PNG text',
    });
  });

  it('is valid when the comment is wrapped once more, and in any JSON spacing', async () => {
    const wrapped = JSON.stringify({ Comment: comment });
    expect((await found<NovelaiValue>(novelaiSignal(key), given(wrapped))).signature).toBe('valid');
    const spaced = comment.replaceAll(', "', ' ,\n "');
    expect((await found<NovelaiValue>(novelaiSignal(key), given(spaced))).signature).toBe('valid');
  });

  it('does not match other settings, other pixels, another key', async () => {
    const signal = novelaiSignal(key);
    expect((await found<NovelaiValue>(signal, given(comment.replace('28', '29')))).signature).toBe('does-not-match');
    expect((await found<NovelaiValue>(signal, given(comment.replace('5.0', '5')))).signature).toBe('does-not-match');
    const value = { ...raster, rgba: raster.rgba.map((sample, index) => (index === 5 ? sample ^ 1 : sample)) };
    expect((await found<NovelaiValue>(signal, given(comment, { pixels: { kind: 'found', value } }))).signature).toBe(
      'does-not-match',
    );
    expect((await found<NovelaiValue>(novelai, given(comment))).signature).toBe('does-not-match');
  });

  it('is not checked without pixels or with no usable key, and unsigned without one that could be checked', async () => {
    const signal = novelaiSignal(key);
    expect((await found<NovelaiValue>(signal, given(comment, {}))).signature).toBe('not-checked');
    expect((await found<NovelaiValue>(signal, given(SETTINGS))).signature).toBe('unsigned');
    expect((await found<NovelaiValue>(signal, given('{"signed_hash": "AAAA"}'))).signature).toBe('unsigned');
    expect((await found<NovelaiValue>(novelaiSignal('AAAA'), given(comment))).signature).toBe('not-checked');
    expect((await found<NovelaiValue>(signal, given('not json'))).signature).toBe('unsigned');
  });

  it('uses a real key by default', () => {
    expect(Buffer.from(NOVELAI_KEY, 'base64')).toHaveLength(32);
  });
});

describe('the fields', () => {
  it('are found mapped to EXIF', async () => {
    const exif = { software: 'NovelAI Diffusion V4', documentName: 'AI generated image', userComment: comment };
    const value = await found<NovelaiValue>(novelaiSignal(key), { exif, pixels: { kind: 'found', value: raster } });
    expect(value).toMatchObject({ signature: 'valid', where: 'EXIF', source: 'NovelAI Diffusion V4' });
  });

  it('are found by the signed comment alone', async () => {
    const texts = [{ keyword: 'Comment', text: comment }];
    expect((await found<NovelaiValue>(novelaiSignal(key), { texts })).says).toBe('ai-generated');
  });

  it('are absent in other files, unanswered where a text was not read', async () => {
    expect((await detect(novelai, { texts: [{ keyword: 'Comment', text: 'a NovelAI fan drawing' }] })).kind).toBe(
      'absent',
    );
    expect((await detect(novelai, { texts: [{ keyword: 'Comment', text: '{"signed_hash": "AAAA"}' }] })).kind).toBe(
      'absent',
    );
    expect(await detect(novelai, { gaps: [['png-text', 'malformed']] })).toEqual({
      kind: 'unanswered',
      why: 'malformed',
    });
  });
});

describe('pythonJsonWithout', () => {
  it('writes what Python writes', () => {
    expect(pythonJsonWithout(SETTINGS, 'none')).toEqual({ text: SETTINGS, removed: null });
    expect(pythonJsonWithout('{"a":"é\\/\\u007f","b":[true,NaN,-Infinity],"c":{"a":1}}', 'x')?.text).toBe(
      '{"a": "\\u00e9/\\u007f", "b": [true, NaN, -Infinity], "c": {"a": 1}}',
    );
  });

  it('leaves out the top-level member only', () => {
    expect(pythonJsonWithout('{"k": "v", "a": {"k": 1}}', 'k')).toEqual({ text: '{"a": {"k": 1}}', removed: 'v' });
  });

  it.each([
    '',
    '[]',
    '{',
    '{"a"}',
    '{"a": }',
    '{"a": 01}',
    '{"a": "\\x"}',
    '{"a": "b',
    '{} {}',
    '{"a": 1,}',
    `${'{"a":'.repeat(100)}1`,
  ])('refuses %s', (json) => {
    expect(pythonJsonWithout(json, 'k')).toBeNull();
  });

  it('keeps the meaning of any JSON object, and takes any text', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (value) => {
        const written = pythonJsonWithout(JSON.stringify(value), '\0none');
        expect(JSON.parse(written?.text ?? 'null')).toEqual(JSON.parse(JSON.stringify(value)));
        expect(written?.text).toMatch(/^[ -~]*$/);
      }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), (text) => {
        expect(() => readSignedComment(`{${text}`)).not.toThrow();
      }),
    );
  });
});
