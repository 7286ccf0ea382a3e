import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storedAssertions } from '../../lib/decoders/c2pa-boxes.ts';
import { box, fileAssertion, jsonAssertion, manifest, manifestStore, superbox } from '../support/jumbf.ts';

const said = (store: Uint8Array) =>
  storedAssertions(store).map(({ address, label, isActive, content }) => ({
    address,
    label,
    isActive,
    kind: content.kind,
    text: Buffer.from(content.bytes).toString(),
  }));
const STORE = manifestStore(
  manifest('urn:a', fileAssertion('c2pa.thumbnail.claim', Uint8Array.of(65))),
  manifest(
    'urn:b',
    jsonAssertion('stds.exif', { a: 1 }),
    superbox('c2pa.actions', box('cbor', Uint8Array.of(66))),
    superbox('x', box('uuid', Uint8Array.of(67))),
  ),
);

describe('the assertions of a store', () => {
  it('are named as the validator names them, those of the last manifest as active', () => {
    expect(said(STORE)).toEqual([
      {
        address: 'self#jumbf=/c2pa/urn:a/c2pa.assertions/c2pa.thumbnail.claim',
        label: 'c2pa.thumbnail.claim',
        isActive: false,
        kind: 'file',
        text: 'A',
      },
      {
        address: 'self#jumbf=/c2pa/urn:b/c2pa.assertions/stds.exif',
        label: 'stds.exif',
        isActive: true,
        kind: 'json',
        text: '{"a":1}',
      },
      {
        address: 'self#jumbf=/c2pa/urn:b/c2pa.assertions/c2pa.actions',
        label: 'c2pa.actions',
        isActive: true,
        kind: 'cbor',
        text: 'B',
      },
    ]);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['another box', superbox('other', manifest('urn:a'))],
    ['a box without a name', manifestStore(box('jumb', box('jumd', new Uint8Array(17))))],
    ['a box that never ends', manifestStore(box('jumb', Uint8Array.of(0, 0, 0, 0, 106, 117, 109, 98)))],
    ['a name that is no text', manifestStore(box('jumb', box('jumd', new Uint8Array(16), Uint8Array.of(3, 0xff, 0))))],
  ])('are none in %s', (_, store) => {
    expect(said(store)).toEqual([]);
  });

  it('are read as far as they are whole', () => {
    for (let length = 0; length < STORE.length; length += 1)
      for (const { content } of storedAssertions(STORE.subarray(0, length)))
        expect(content.bytes.length).toBeLessThan(STORE.length);
  });

  it('end, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(STORE.length), (noise, at) => {
        const bytes = Uint8Array.from(STORE);
        bytes.set(noise.subarray(0, STORE.length - at), at);
        expect(Array.isArray(storedAssertions(bytes))).toBe(true);
      }),
    );
  });

  it('end where two thousand boxes stand in each other', () => {
    let nested = new Uint8Array();
    for (let depth = 0; depth < 2000; depth += 1) nested = Uint8Array.from(superbox('c2pa', nested));
    expect(said(nested)).toEqual([]);
  });
});
