import { CBOR, cborEnd, cborHead, cborString } from '../bytes/cbor.ts';
import { latin1 } from '../bytes/byte-view.ts';
import type { Outcome } from '../model/outcome.ts';
import { boxesIn, readSuperbox } from './jumbf.ts';

/** Certificates taken of one chain; the longest seen has five. */
export const MAX_CHAIN = 10;
/** Largest certificate taken, in bytes; the largest seen has 2.3 kB. */
export const MAX_CERTIFICATE_BYTES = 64 * 1024;

/** The certificates a signature brings along, DER, the signer's own first. */
export interface SigningChain {
  readonly certificates: readonly Uint8Array[];
  /** Further ones, which were not taken. */
  readonly others: number;
}

/**
 * The chain of the active manifest's signature: the last manifest of a store (C2PA 2.2 §11.1.4.2), its `c2pa.signature`
 * (§11.3.2), and in that COSE signature the header `x5chain` (RFC 9360 §2), by its number or, as earlier versions wrote
 * it, by its name. Only taken out: nothing is checked.
 * @param store a manifest store, unwrapped.
 */
export function signingChain(store: Uint8Array): Outcome<SigningChain> {
  const [outer] = boxesIn(store);
  const manifests = outer?.type === 'jumb' ? (readSuperbox(outer.content)?.boxes ?? []) : [];
  const last = manifests.findLast(({ type }) => type === 'jumb');
  const active = last === undefined ? null : readSuperbox(last.content);
  if (active === null) return MALFORMED;
  if (active.kind === COMPRESSED) return { kind: 'unanswered', why: 'unsupported' };
  for (const { type, content } of active.boxes) {
    const inner = type === 'jumb' ? readSuperbox(content) : null;
    const cose = inner?.label === 'c2pa.signature' ? inner.boxes.find((box) => box.type === 'cbor') : undefined;
    if (cose !== undefined) return chainOf(cose.content);
  }
  return MALFORMED;
}

/** Of `COSE_Sign1 = [protected, unprotected, payload, signature]` (RFC 9052 §4.2), with or without its tag. */
function chainOf(cose: Uint8Array): Outcome<SigningChain> {
  const first = cborHead(cose, 0);
  const array = first?.major === CBOR.tag ? cborHead(cose, first.start) : first;
  if (array?.major !== CBOR.array) return MALFORMED;
  const signed = cborString(cose, array.start);
  const after = cborEnd(cose, array.start);
  if (signed === null || after === null) return MALFORMED;
  const [inSigned, inOther] = [headerIn(signed, 0), headerIn(cose, after)];
  if (inSigned === null || inOther === null) return MALFORMED;
  const found = inSigned ?? inOther;
  return found === undefined ? { kind: 'absent' } : taken(found);
}

/** What stands in a map of headers as its chain: bytes that begin with it; `null` where the map cannot be read. */
function headerIn(bytes: Uint8Array, offset: number): Uint8Array | undefined | null {
  // No header at all may be written as nothing at all (RFC 9052 §3).
  if (bytes.length === 0) return undefined;
  const map = cborHead(bytes, offset);
  if (map?.major !== CBOR.map) return null;
  let at = map.start;
  let found: Uint8Array | undefined;
  for (let left = map.argument; left > 0; left -= 1) {
    const value = cborEnd(bytes, at);
    const end = value === null ? null : cborEnd(bytes, value);
    if (value === null || end === null) return null;
    if (isChainKey(bytes, at)) found ??= bytes.subarray(value, end);
    at = end;
  }
  return found;
}

function isChainKey(bytes: Uint8Array, at: number): boolean {
  const key = cborHead(bytes, at);
  if (key?.major === CBOR.unsigned) return key.argument === X5CHAIN;
  const name = key?.argument === X5CHAIN_NAME.length ? cborString(bytes, at, CBOR.text) : null;
  return name !== null && latin1(name) === X5CHAIN_NAME;
}

/** One certificate, or a list of them. */
function taken(value: Uint8Array): Outcome<SigningChain> {
  const head = cborHead(value, 0);
  const count = head?.major === CBOR.array ? head.argument : 1;
  const certificates: Uint8Array[] = [];
  let at: number | null = head?.major === CBOR.array ? head.start : 0;
  for (; certificates.length < Math.min(count, MAX_CHAIN);) {
    const certificate = at === null ? null : cborString(value, at);
    if (at === null || certificate === null) return MALFORMED;
    if (certificate.length > MAX_CERTIFICATE_BYTES) return { kind: 'unanswered', why: 'too-large' };
    certificates.push(certificate);
    at = cborEnd(value, at);
  }
  if (certificates.length === 0) return { kind: 'absent' };
  return { kind: 'found', value: { certificates, others: count - certificates.length } };
}

const MALFORMED = { kind: 'unanswered', why: 'malformed' } as const;
/** The content type of a compressed manifest (C2PA 2.2 §11.1.4.4). */
const COMPRESSED = 'c2cm';
const X5CHAIN = 33;
const X5CHAIN_NAME = 'x5chain';
