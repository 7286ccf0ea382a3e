/**
 * What the scripts of a frame loaded that may be pieces of what they feed one player. The browser keeps a list of what
 * a page loads, which extensions may read as the page does. Run in the frame by `scripting.executeScript`, so it must
 * stand on its own: everything it calls is inside it. What it answers is the page's word.
 *
 * @param address of the player, as lists carry it.
 * @returns addresses in the order they were loaded; `null` where the frame feeds or fed more than one player, so that
 *   nothing that was loaded can be told to be this one's.
 */
export function readStream(address: string): readonly string[] | null {
  /** Playlists, and fragmented MP4. */
  const PART = /^https?:[^?#]+\.(m3u8|mpd|mp4|m4[asv]|cmf[av])(?![^?#])/i;
  /** What a script asked for; what an element shows is no piece of a stream. */
  const BY_SCRIPT = /^(fetch|xmlhttprequest|other)$/;
  /** A stream's beginning is among the first; the browser remembers 250 of all that was loaded. */
  const MAX_PARTS = 64;
  /** Elements looked at for open shadow roots. */
  const MAX_ELEMENTS = 50_000;
  const MAX_ROOTS = 64;

  // In the world of extensions, where the page cannot reach it; it ends with the document.
  const world = globalThis as { whencePlayers?: Set<string> };
  const players = (world.whencePlayers ??= new Set());
  players.add(address);
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) {
    const { querySelectorAll } = root instanceof ShadowRoot ? ShadowRoot.prototype : Document.prototype;
    const found: NodeListOf<Element> = Reflect.apply(querySelectorAll, root, ['*']);
    for (const element of [...found].slice(0, MAX_ELEMENTS)) {
      if (element.shadowRoot !== null && roots.length < MAX_ROOTS) roots.push(element.shadowRoot);
      if (element instanceof HTMLMediaElement && element.currentSrc.startsWith('blob:'))
        players.add(element.currentSrc);
    }
  }
  if (players.size > 1) return null;
  const parts = new Set<string>();
  for (const entry of performance.getEntriesByType('resource') as PerformanceResourceTiming[])
    if (PART.test(entry.name) && BY_SCRIPT.test(entry.initiatorType)) parts.add(entry.name);
  return [...parts].slice(0, MAX_PARTS);
}
