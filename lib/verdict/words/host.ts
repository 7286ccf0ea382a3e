/** The host of an address in its ASCII form, so that no letter can pass for another; `null` for a path. */
export function hostOf(address: string): string | null {
  const url = URL.parse(address);
  return url === null || url.hostname === '' ? null : url.hostname;
}
