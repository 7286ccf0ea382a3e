import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { narrowLists } from '../../lib/inspect/narrow-lists.ts';
import type { TrustList } from '../../lib/model/trust.ts';
import { createAuthority } from '../../scripts/samples/authority.ts';

const NAMES = ['Alpha', 'Beta', 'Gamma', 'Delta', 'Omega'] as const;
let pems: readonly string[];
let subjects: readonly Uint8Array[];

beforeAll(async () => {
  pems = await Promise.all(NAMES.map(async (name) => (await createAuthority(name)).root));
  subjects = pems.map((pem) => new Uint8Array(new x509.X509Certificate(pem).subjectName.toArrayBuffer()));
});

const pem = (...indexes: readonly number[]) => indexes.map((index) => pems[index]).join('\n');
const subject = (index: number) => subjects[index] ?? new Uint8Array();
const list = (name: string, anchorsPem: string, allowedPem: string | null = null): TrustList => ({
  kind: 'custom',
  name,
  issued: null,
  anchorsPem,
  allowedPem,
});
const bytes = (...pieces: readonly Uint8Array[]) => Uint8Array.from(pieces.flatMap((piece) => [...piece]));

describe('narrowLists', () => {
  it('keeps the anchors whose subjects are in the store, each on its lists and in its order', () => {
    const lists = [list('one', pem(0, 1, 2)), list('two', pem(2, 3)), list('three', pem(4))];
    const narrowed = narrowLists(lists, bytes(Uint8Array.of(0x30, 0x30, 7), subject(2), subject(0)));
    expect(narrowed).toEqual([list('one', pem(0, 2)), list('two', pem(2))]);
  });

  it('is nothing for a store that names none of them', () => {
    expect(narrowLists([list('one', pem(0, 1, 2))], subject(3))).toEqual([]);
    expect(narrowLists([list('one', pem(0))], new Uint8Array())).toEqual([]);
    expect(narrowLists([], subject(3))).toEqual([]);
  });

  it('does not take a name that is cut off or differs in its last byte', () => {
    const lists = [list('one', pem(0))];
    expect(narrowLists(lists, subject(0).subarray(0, -1))).toEqual([]);
    const other = subject(0).slice();
    other[other.length - 1] = 0x21;
    expect(narrowLists(lists, other)).toEqual([]);
  });

  it('keeps signers listed one by one by the same rule', () => {
    expect(narrowLists([list('one', pem(0), pem(1, 2))], subject(1))).toEqual([list('one', '', pem(1))]);
    expect(narrowLists([list('one', pem(0), pem(1, 2))], subject(0))).toEqual([list('one', pem(0))]);
  });

  it('keeps whole what it cannot take apart', () => {
    const strange = `A line of text\n${pem(0, 1)}`;
    expect(narrowLists([list('one', strange)], new Uint8Array())).toEqual([list('one', strange)]);
    const noCertificate = '-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----';
    expect(narrowLists([list('one', `${pem(0)}\n${noCertificate}`)], new Uint8Array())).toEqual([
      list('one', noCertificate),
    ]);
  });

  it('adds nothing to any list, whatever the store, and drops no anchor the store names', () => {
    const filler = fc.uint8Array({ maxLength: 40 });
    const piece = fc.oneof(
      filler.map((content) => ({ content, index: -1 })),
      fc.nat({ max: 4 }).map((index) => ({ content: null, index })),
      // The beginning of a name, to lead the search astray.
      fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 30 })).map(([index, cut]) => ({ content: cut, index })),
    );
    const members = fc.array(fc.uniqueArray(fc.nat({ max: 4 }), { minLength: 1 }), { maxLength: 4 });
    fc.assert(
      fc.property(members, fc.array(piece, { maxLength: 12 }), (lists, pieces) => {
        const store = bytes(
          ...pieces.map(({ content, index }) =>
            content instanceof Uint8Array ? content : subject(index).subarray(0, content ?? undefined),
          ),
        );
        const full = lists.map((indexes, at) => list(`${at}`, pem(...indexes)));
        const present = subjects.map((name) => Buffer.from(store).includes(name));
        const expected = lists.flatMap((indexes, at) => {
          const kept = indexes.filter((index) => present[index]);
          return kept.length === 0 ? [] : [list(`${at}`, pem(...kept))];
        });
        expect(narrowLists(full, store)).toEqual(expected);
      }),
    );
  });

  it('is linear where a store repeats the beginning of a name', () => {
    const start = subject(0).subarray(0, 20);
    const store = new Uint8Array(4 * 1024 * 1024);
    for (let at = 0; at + start.length <= store.length; at += start.length) store.set(start, at);
    expect(narrowLists([list('one', pem(0, 1, 2, 3, 4))], store)).toEqual([]);
  });
});
