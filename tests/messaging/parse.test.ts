import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FROM_EXTENSION_BODIES, FROM_PAGE_BODIES } from '../../lib/messaging/parse.ts';

const MEDIA = {
  item: 1,
  kind: 'image',
  url: 'https://example.org/a.jpg',
  alt: 'a boat',
  width: 100,
  height: 50,
  bytesHint: 1234,
  asked: false,
  inline: null,
  opening: null,
};
const parse = FROM_PAGE_BODIES.inspectMedia;

describe('inspectMedia', () => {
  it('takes a request as it is, and nothing besides', () => {
    expect(parse({ ...MEDIA, tab: 3, more: true })).toEqual(MEDIA);
    expect(parse({ ...MEDIA, url: 'data:image/png;base64,AQID' })?.url).toBe('data:image/png;base64,AQID');
    expect(parse({ ...MEDIA, url: 'blob:https://example.org/1', inline: 'AQID' })?.inline).toBe('AQID');
  });

  it.each([
    ['item', -1],
    ['item', 1.5],
    ['item', '1'],
    ['item', undefined],
    ['url', 'file:///etc/passwd'],
    ['url', 'javascript:alert(1)'],
    ['url', '/relative.jpg'],
    ['url', 'https://'],
    ['url', `https://example.org/${'a'.repeat(40_000)}`],
    ['url', `data:,${'a'.repeat(45_000_000)}`],
    ['url', ['https://example.org/']],
  ])('refuses %s %j', (field, value) => expect(parse({ ...MEDIA, [field]: value })).toBeNull());

  it('cuts and mends what does not matter', () => {
    const odd = { alt: 'x'.repeat(9999), width: Infinity, height: -3, bytesHint: -1, asked: 'yes', inline: 7 };
    expect(parse({ ...MEDIA, ...odd })).toEqual({
      ...MEDIA,
      alt: 'x'.repeat(500),
      width: 1_000_000,
      height: 0,
      bytesHint: null,
      asked: false,
      inline: null,
      opening: null,
    });
    expect(parse({ ...MEDIA, inline: 'A'.repeat(45_000_000) })?.inline).toBeNull();
  });
});

it('mediaGone takes a bounded list of item numbers', () => {
  expect(FROM_PAGE_BODIES.mediaGone({ items: [1, 2] })).toEqual({ items: [1, 2] });
  expect(FROM_PAGE_BODIES.mediaGone({ items: [1, -2] })).toBeNull();
  expect(FROM_PAGE_BODIES.mediaGone({ items: Array.from({ length: 10_001 }, () => 1) })).toBeNull();
  expect(FROM_PAGE_BODIES.mediaGone({ items: { length: 1 } })).toBeNull();
});

it('outlineItem takes an item or none', () => {
  expect(FROM_EXTENSION_BODIES.outlineItem({ tab: 1, frame: 0, item: null })).toEqual({ tab: 1, frame: 0, item: null });
  expect(FROM_EXTENSION_BODIES.outlineItem({ tab: 1, frame: 0 })).toBeNull();
});

it('addTrustList wants a name and a text of bounded size', () => {
  expect(FROM_EXTENSION_BODIES.addTrustList({ name: ' mine ', pem: 'x' })).toEqual({ name: 'mine', pem: 'x' });
  expect(FROM_EXTENSION_BODIES.addTrustList({ name: ' ', pem: 'x' })).toBeNull();
  expect(FROM_EXTENSION_BODIES.addTrustList({ name: 'mine', pem: 'x'.repeat(3_000_000) })).toBeNull();
});

it('changeSettings takes known fields with legal values, or nothing', () => {
  const change = FROM_EXTENSION_BODIES.changeSettings;
  expect(change({ mode: 'every-site', version: 9, hack: 1 })).toEqual({ mode: 'every-site' });
  expect(change({ mode: 'all', theme: 'dark' })).toBeNull();
  expect(change({ keepDays: 366 })).toBeNull();
});

it('no body makes any parser throw', () => {
  const parsers = [...Object.values(FROM_PAGE_BODIES), ...Object.values(FROM_EXTENSION_BODIES)];
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        fc.record({ item: fc.anything(), url: fc.anything(), items: fc.anything(), tab: fc.anything() }),
      ),
      (body) => {
        for (const parser of parsers) parser(body);
      },
    ),
  );
});

it('words are those of scripts in pages, in a language told by a short tag', () => {
  expect(FROM_PAGE_BODIES.words({ part: 'card', tag: 'fr-CA' })).toEqual({ part: 'card', tag: 'fr-CA' });
  for (const part of ['pages', '../pages', '__proto__', 1, undefined])
    expect(FROM_PAGE_BODIES.words({ part, tag: 'fr' })).toBeNull();
  for (const tag of ['', 'f'.repeat(36), 1, null]) expect(FROM_PAGE_BODIES.words({ part: 'card', tag })).toBeNull();
});

it('mediaSkipped takes a count, of bounded size', () => {
  expect(FROM_PAGE_BODIES.mediaSkipped({ count: 50 })).toEqual({ count: 50 });
  expect(FROM_PAGE_BODIES.mediaSkipped({ count: Number.MAX_SAFE_INTEGER })).toEqual({ count: 1_000_000 });
  for (const count of [-1, 0.5, Number.NaN, '50', null]) expect(FROM_PAGE_BODIES.mediaSkipped({ count })).toBeNull();
});

it('takes of a card only an item, a work and an answer that can be given there', () => {
  expect(FROM_PAGE_BODIES.markWork({ item: 1, work: 'a', mark: 'not-mine' })).toEqual({
    item: 1,
    work: 'a',
    mark: 'not-mine',
  });
  expect(FROM_PAGE_BODIES.markWork({ item: 1, work: 'a', mark: null })).toEqual({ item: 1, work: 'a', mark: null });
  for (const mark of ['mine', 'not-licensed', undefined, 1, {}])
    expect(FROM_PAGE_BODIES.markWork({ item: 1, work: 'a', mark })).toBeNull();
  for (const work of ['', 1, null, 'a'.repeat(4_097)]) expect(FROM_PAGE_BODIES.ownWork({ item: 1, work })).toBeNull();
  expect(FROM_PAGE_BODIES.settleWorks({ item: -1 })).toBeNull();
});
