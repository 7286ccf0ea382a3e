import { certificateFacts } from '../decoders/certificate-facts.ts';
import { derBlocks, parsePem } from '../trust/parse-pem.ts';
import type { ListedCertificate } from '../model/trust.ts';
import { storedTrust } from './stored-trust.ts';

/** Whom a trust list names, by the list's id; empty where it is gone. */
export async function listedCertificates(id: string): Promise<readonly ListedCertificate[]> {
  return (await storedTrust().certificates(id)).map((each) => listedCertificate(each, Date.now()));
}

/** Whom a list that was not added yet names; `null` where it is none. */
export function namesInList(pem: string): readonly ListedCertificate[] | null {
  const parsed = parsePem(pem);
  if (parsed.kind !== 'parsed') return null;
  return derBlocks(parsed.pem).map((each) => listedCertificate(each, Date.now()));
}

/** @param now milliseconds since 1970. */
export function listedCertificate(der: Uint8Array, now: number): ListedCertificate {
  const { subject, until } = certificateFacts(der);
  return { ...subject, until, isLapsed: until !== null && Date.parse(until) < now, size: der.length };
}
