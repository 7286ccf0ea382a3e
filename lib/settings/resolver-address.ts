const MAX_ADDRESS_LENGTH = 300;

/**
 * The address of a record store's API as it is kept: https, or http on this very machine, without a slash at its end.
 * `null` for anything else: a code must not travel where anybody can read along.
 */
export function resolverAddress(typed: string): string | null {
  const text = typed.trim();
  const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null;
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !isHere) return null;
  const address = `${url.origin}${url.pathname}`.replace(/\/+$/, '');
  return address.length <= MAX_ADDRESS_LENGTH && (url.hostname.includes('.') || isHere) ? address : null;
}
