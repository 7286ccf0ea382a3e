import type { TrustList } from '../model/trust.ts';

/** Extended key usages a claim signer may carry: e-mail, documents, C2PA claims, Microsoft's own (C2PA 2.2 §14.4.2). */
const SIGNER_KEY_USAGES = [
  '1.3.6.1.5.5.7.3.4',
  '1.3.6.1.5.5.7.3.36',
  '1.3.6.1.4.1.62558.2.1',
  '1.3.6.1.4.1.311.76.59.1.9',
];

/**
 * The validator's settings as JSON. Keys are snake_case: a misspelt one is ignored without a word,
 * which is why the self-test exists. An empty PEM makes the validator throw, so empty lists are left out.
 */
export function c2paSettings(lists: readonly TrustList[]): string {
  const anchors = joined(lists.map((list) => list.anchorsPem));
  const allowed = joined(lists.map((list) => list.allowedPem ?? ''));
  return JSON.stringify({
    verify: { verify_trust: true, verify_timestamp_trust: true, remote_manifest_fetch: false, ocsp_fetch: false },
    trust: {
      ...(anchors !== '' && { trust_anchors: anchors }),
      ...(allowed !== '' && { allowed_list: allowed }),
      trust_config: `${SIGNER_KEY_USAGES.join('\n')}\n`,
    },
    core: { allowed_network_hosts: [] },
  });
}

function joined(pems: readonly string[]): string {
  return pems.filter((pem) => pem.trim() !== '').join('\n');
}
