import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePageBytes } from '../../lib/messaging/parse-page-bytes.ts';
import type { PageBytes } from '../../lib/messaging/protocol.ts';

const RANGE = { offset: 0, length: 1536 };
const base64 = (length: number) => Buffer.alloc(length, 7).toString('base64');
const BYTES: PageBytes = {
  size: 5000,
  part: base64(1536),
  etag: '"a"',
  lastModified: null,
  cacheControl: 'max-age=60',
  link: null,
};

it('takes what answers the question', () => {
  expect(parsePageBytes(BYTES, RANGE)).toEqual(BYTES);
});

it.each([
  ['what is no answer', 'x'],
  ['a size that is none', { ...BYTES, size: -1 }],
  ['a size of an empty file', { ...BYTES, size: 0 }],
  ['a part that is too long', { ...BYTES, part: base64(1600) }],
  ['a part that is too short', { ...BYTES, part: base64(100) }],
  ['a part that is no text', { ...BYTES, part: 1 }],
  ['nothing', null],
])('does not take %s', (_name, answer) => {
  expect(parsePageBytes(answer, RANGE)).toBeNull();
});

it('takes no header that is no text, or too long to be one', () => {
  const answer = { ...BYTES, etag: 'x'.repeat(600), lastModified: 5, cacheControl: {} };
  expect(parsePageBytes(answer, RANGE)).toMatchObject({ etag: null, lastModified: null, cacheControl: null });
});

it('is never put out', () => {
  fc.assert(fc.property(fc.anything(), (answer) => void parsePageBytes(answer, RANGE)));
});
