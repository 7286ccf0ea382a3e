import { certificateNames } from '../decoders/certificate-names.ts';
import { derBlocks, parsePem } from '../trust/parse-pem.ts';
import type { ListedCertificate } from '../model/trust.ts';
import { storedTrust } from './stored-trust.ts';

/** Whom a trust list names, by the list's id; empty where it is gone. */
export async function listedCertificates(id: string): Promise<readonly ListedCertificate[]> {
  return (await storedTrust().certificates(id)).map(certificateNames);
}

/** Whom a list that was not added yet names; `null` where it is none. */
export function namesInList(pem: string): readonly ListedCertificate[] | null {
  const parsed = parsePem(pem);
  return parsed.kind === 'parsed' ? derBlocks(parsed.pem).map(certificateNames) : null;
}
