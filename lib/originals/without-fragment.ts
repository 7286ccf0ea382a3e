/** An address without what stands behind its `#`, which servers are never sent. */
export function withoutFragment(url: string): string {
  return url.split('#', 1)[0] ?? url;
}
