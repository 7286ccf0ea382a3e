import { describe, expect, it } from 'vitest';
import type { Status, Statuses } from '../../lib/decoders/c2pa-store.ts';
import { failureCodes, isTimestampTrusted, revocationOf, stateOf } from '../../lib/signals/c2pa-status.ts';

const status = (code: string, explanation = ''): Status => ({ code, url: '', explanation });
const statuses = (failure: readonly Status[], success: readonly string[] = []): Statuses => ({
  success: success.map((code) => status(code)),
  informational: [],
  failure,
});

describe('stateOf', () => {
  it('trusts a listed signer', () => {
    expect(stateOf(statuses([], ['signingCredential.trusted', 'claimSignature.validated']))).toBe('trusted');
  });

  it('never trusts without the code that says so', () => {
    expect(stateOf(statuses([], ['claimSignature.validated']))).toBe('unrecognised');
  });

  it.each([
    [['signingCredential.untrusted'], 'unrecognised'],
    [['signingCredential.untrusted', 'signingCredential.expired'], 'lapsed'],
    [['signingCredential.untrusted', 'cawg.x509.credential.untrusted'], 'unrecognised'],
    [['cawg.ica.did_unavailable', 'signingCredential.untrusted'], 'unrecognised'],
    [['ingredient.manifest.missing', 'signingCredential.untrusted'], 'unrecognised'],
    [['timeStamp.mismatch', 'signingCredential.untrusted'], 'unrecognised'],
    [['assertion.dataHash.mismatch', 'signingCredential.untrusted'], 'changed'],
    [['assertion.bmffHash.mismatch'], 'changed'],
    [['assertion.boxesHash.unknownBox'], 'changed'],
    [['assertion.dataHash.mismatch', 'claimSignature.mismatch'], 'broken'],
    [['assertion.dataHash.mismatch', 'signingCredential.expired'], 'changed'],
    [['assertion.hashedURI.mismatch'], 'broken'],
    [['claim.hardBindings.missing'], 'broken'],
    [['signingCredential.ocsp.revoked'], 'broken'],
    [['signingCredential.invalid'], 'broken'],
    [['a.code.nobody.knows.yet'], 'broken'],
  ])('%j is %s', (codes, state) => {
    expect(stateOf(statuses(codes.map((code) => status(code))))).toBe(state);
  });

  it('tells an unprotected header from a changed picture by the explanation', () => {
    const explanation = 'data hash exclusion does not match the manifest location in the asset';
    expect(stateOf(statuses([status('assertion.dataHash.mismatch', explanation)]))).toBe('broken');
  });
});

describe('isTimestampTrusted', () => {
  it('needs both codes', () => {
    expect(isTimestampTrusted(statuses([], ['timeStamp.validated']))).toBe(false);
    expect(isTimestampTrusted(statuses([], ['timeStamp.validated', 'timeStamp.trusted']))).toBe(true);
  });
});

describe('failureCodes', () => {
  it('puts the code that decides first', () => {
    const codes = ['signingCredential.untrusted', 'assertion.dataHash.mismatch', 'claimSignature.mismatch'];
    expect(failureCodes(statuses(codes.map((code) => status(code))))).toEqual(codes.toReversed());
  });
});

describe('revocationOf', () => {
  const informed = (...codes: readonly string[]): Statuses => ({
    ...statuses([]),
    informational: codes.map((code) => status(code)),
  });
  const ocsp = 'signingCredential.ocsp';

  it.each([
    ['nothing was said', statuses([]), 'not-checked'],
    ['it was skipped', informed(`${ocsp}.skipped`), 'not-checked'],
    ['an answer is kept', statuses([], [`${ocsp}.notRevoked`]), 'not-revoked'],
    ['an answer is kept and another skipped', informed(`${ocsp}.skipped`, `${ocsp}.notRevoked`), 'not-revoked'],
    ['it was taken back', statuses([status(`${ocsp}.revoked`)]), 'revoked'],
    ['two answers disagree', statuses([status(`${ocsp}.revoked`)], [`${ocsp}.notRevoked`]), 'revoked'],
    ['nobody answered', informed(`${ocsp}.inaccessible`), 'inconclusive'],
    ['the issuer does not know it', informed(`${ocsp}.unknown`, `${ocsp}.skipped`), 'inconclusive'],
    ['only a name in the record was judged', statuses([], ['cawg.ocsp.notRevoked']), 'not-checked'],
  ])('%s', (_, given, revocation) => {
    expect(revocationOf(given)).toBe(revocation);
  });
});
