import { latin1 } from '../bytes/byte-view.ts';
import { armored } from '../bytes/pem.ts';
import { sha256Of } from '../bytes/sha256-of.ts';
import type { CertificateChain, ChainCertificate } from '../model/certificate.ts';
import type { TrustLists } from '../model/trust.ts';
import { certificateFacts } from './certificate-facts.ts';
import type { SigningChain } from './signing-chain.ts';

/**
 * What the certificates of a chain say, and which of the lists have them.
 * @param lists as they are kept: blocks of `armored` and nothing else.
 */
export async function describeChain(
  { certificates, others }: SigningChain,
  lists: TrustLists,
): Promise<CertificateChain> {
  return { certificates: await Promise.all(certificates.map((each) => describe(each, lists))), others };
}

async function describe(der: Uint8Array, lists: TrustLists): Promise<ChainCertificate> {
  const pem = armored(btoa(latin1(der)));
  const has = (text: string | null) => text !== null && text.includes(pem);
  return {
    ...certificateFacts(der),
    fingerprint: await sha256Of(der),
    pem,
    lists: lists
      .filter(({ anchorsPem, allowedPem }) => has(anchorsPem) || has(allowedPem))
      .map(({ kind, name }) => ({ kind, name })),
  };
}
