/**
 * Whether a text is an id of Numbers Protocol: a content identifier of IPFS, of version 0 (base58) or 1 (base32)
 * (https://docs.numbersprotocol.io/introduction/numbers-protocol/defining-web3-assets/numbers-id-nid).
 */
export function isNid(text: string): boolean {
  return /^(?:Qm[1-9A-HJ-NP-Za-km-z]{44}|b[a-z2-7]{58,100})$/.test(text);
}
