import { decodeBase64 } from '../bytes/base64.ts';
import { SEQUENCE } from '../bytes/der.ts';
import { certificateSubject } from '../decoders/certificate-subject.ts';
import type { TrustList, TrustLists } from '../model/trust.ts';

/**
 * The lists with only those certificates that could vouch for anybody in a manifest store; a list left with none is
 * left out. An anchor vouches for a certificate that names it as its issuer, and the validator compares the two names
 * byte by byte, so an anchor whose subject is nowhere in the store's bytes is one it would pass over. A signer listed
 * by its own certificate stands in the store itself, subject and all. What could not be read as a certificate stays.
 *
 * The store's bytes are only searched, never believed: whatever they hold, no certificate comes in that was not listed,
 * and each stays on the lists it was on.
 * @param store every byte the validator takes certificates from, unwrapped. Linear in its length.
 */
export function narrowLists(lists: TrustLists, store: Uint8Array): TrustLists {
  const index = indexed.get(lists) ?? indexOf(lists);
  indexed.set(lists, index);
  const present = presentIn(store, index.subjects);
  return index.lists.flatMap(({ list, anchors, allowed }) => {
    const anchorsPem = textOf(anchors, present);
    const allowedPem = textOf(allowed, present);
    if (anchorsPem === '' && allowedPem === '') return [];
    return [{ ...list, anchorsPem, allowedPem: allowedPem === '' ? null : allowedPem }];
  });
}

interface Certificate {
  readonly pem: string;
  /** One of the index's subjects; `null` where it could not be told. */
  readonly subject: Uint8Array | null;
}

interface ListIndex {
  /** By their second byte, a length or the length of one: names differ in it, so groups are small. */
  readonly subjects: ReadonlyMap<number, readonly Uint8Array[]>;
  readonly lists: readonly {
    readonly list: TrustList;
    readonly anchors: readonly Certificate[];
    readonly allowed: readonly Certificate[];
  }[];
}

/** The same lists serve every file until they are refreshed. */
const indexed = new WeakMap<TrustLists, ListIndex>();

function indexOf(lists: TrustLists): ListIndex {
  const known = new Map<string, Uint8Array>();
  const read = (pem: string | null) => certificatesOf(pem ?? '', known);
  const entries = lists.map((list) => ({ list, anchors: read(list.anchorsPem), allowed: read(list.allowedPem) }));
  return { subjects: Map.groupBy(known.values(), (subject) => subject[1] ?? 0), lists: entries };
}

const BLOCK = /-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/g;

/** @param known each subject once, by its text */
function certificatesOf(pem: string, known: Map<string, Uint8Array>): readonly Certificate[] {
  // More than blocks: the validator may see in it what we do not.
  if (pem.replaceAll(BLOCK, '').trim() !== '') return [{ pem, subject: null }];
  return Array.from(pem.matchAll(BLOCK), ([block, base64 = '']) => {
    const certificate = decodeBase64(new TextEncoder().encode(base64));
    const subject = certificate.kind === 'found' ? certificateSubject(certificate.value) : null;
    if (subject === null) return { pem: block, subject };
    const text = subject.join();
    const one = known.get(text) ?? subject;
    known.set(text, one);
    return { pem: block, subject: one };
  });
}

function textOf(certificates: readonly Certificate[], present: ReadonlySet<Uint8Array>): string {
  const kept = certificates.filter(({ subject }) => subject === null || present.has(subject));
  return kept.map(({ pem }) => pem).join('\n');
}

/** The subjects that stand somewhere in the store. */
function presentIn(store: Uint8Array, subjects: ListIndex['subjects']): ReadonlySet<Uint8Array> {
  const present = new Set<Uint8Array>();
  for (let at = store.indexOf(SEQUENCE); at >= 0; at = store.indexOf(SEQUENCE, at + 1)) {
    for (const subject of subjects.get(store[at + 1] ?? -1) ?? []) {
      if (!present.has(subject) && standsAt(store, at, subject)) present.add(subject);
    }
  }
  return present;
}

function standsAt(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  // From its end: names share their first bytes (a country, an organization) more often than their last.
  for (let index = wanted.length - 1; index >= 0; index -= 1) if (bytes[at + index] !== wanted[index]) return false;
  return true;
}
