import { certificateNames } from '../decoders/certificate-names.ts';
import type { ListedCertificate } from '../model/trust.ts';
import { storedTrust } from './stored-trust.ts';

/** Whom a trust list names, by the list's id; empty where it is gone. */
export async function listedCertificates(id: string): Promise<readonly ListedCertificate[]> {
  return (await storedTrust().certificates(id)).map(certificateNames);
}
