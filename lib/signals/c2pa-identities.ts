import type { Assertion, Manifest, Statuses } from '../decoders/c2pa-store.ts';
import { field, listField, textField } from '../decoders/json-fields.ts';
import type { RecordIdentity } from '../model/report.ts';

/** Identity assertions told of one record. */
const MAX_IDENTITIES = 20;

/** Reads the CAWG identity assertions (CAWG Identity 1.1) with the state the validator gave each. */
export function readIdentities(manifest: Manifest, status: Statuses): readonly RecordIdentity[] {
  return manifest.assertions
    .filter((assertion) => /^cawg\.identity(__\d+)?$/.test(assertion.label))
    .slice(0, MAX_IDENTITIES)
    .flatMap((assertion) => {
      const state = stateOf(assertion, status);
      return namesOf(assertion).map(({ name, kind }) => ({ name, kind, state }));
    });
}

/** Codes of one assertion, by the address that ends in its label. */
function stateOf(assertion: Assertion, status: Statuses): RecordIdentity['state'] {
  const codes = (list: Statuses['failure']) =>
    list
      .filter(({ code, url }) => code.startsWith('cawg.') && (url === '' || url.endsWith(`/${assertion.label}`)))
      .map(({ code }) => code);
  const failures = codes(status.failure);
  if (failures.some((code) => /mismatch|invalid|malformed|missing|revoked|expired/.test(code))) return 'broken';
  if (failures.some((code) => /did_unavailable/.test(code))) return 'not-checked';
  if (failures.some((code) => /untrusted/.test(code))) return 'untrusted';
  return codes(status.success).some((code) => /trusted|credential_valid/.test(code)) ? 'trusted' : 'not-checked';
}

function namesOf(assertion: Assertion): readonly { name: string; kind: string }[] {
  const { content } = assertion;
  const verified = [
    ...listField(content, 'verifiedIdentities', MAX_IDENTITIES),
    ...listField(field(content, 'credentialSubject'), 'verifiedIdentities', MAX_IDENTITIES),
  ].flatMap((identity) => {
    const name =
      textField(identity, 'name', 256) ?? textField(identity, 'username', 256) ?? textField(identity, 'uri', 256);
    return name === null ? [] : [{ name, kind: textField(identity, 'type', 64) ?? 'cawg.identity' }];
  });
  if (verified.length > 0) return verified;
  const signature = field(content, 'signature_info');
  const name = textField(signature, 'common_name', 256) ?? textField(signature, 'issuer', 256);
  return name === null
    ? []
    : [{ name, kind: textField(field(content, 'signer_payload'), 'sig_type', 64) ?? 'cawg.x509.cose' }];
}
