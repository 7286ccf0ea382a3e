/** Longest stretch of work between two frames, in milliseconds: half of a 60 Hz frame. */
const SLICE_MS = 8;
/** Elements one page may make us look at in its lifetime; a page beyond it is a flood, not a page. */
const MAX_ELEMENTS = 2_000_000;
/** Start by then even when the page is never idle. */
const IDLE_TIMEOUT_MS = 200;

/** Never shown, or nothing inside is a picture. */
const BARREN = new Set(['head', 'script', 'style', 'link', 'meta', 'template', 'noscript', 'br', 'source', 'track']);

export interface TreeWalk {
  /** Visits this element and everything below it, some time soon. */
  add(subtree: Element): void;
}

/** Visits elements in document order, in slices while the browser is idle, never twice for one request. */
export function createTreeWalk(visit: (element: Element) => void, signal: AbortSignal): TreeWalk {
  let pending: Element[] = [];
  /** Place in `pending`; taking elements off its front one by one would cost the square of its length. */
  let taken = 0;
  let walker: TreeWalker | null = null;
  let isScheduled = false;
  let budget = MAX_ELEMENTS;

  const schedule = (): void => {
    if (isScheduled || signal.aborted || budget <= 0) return;
    isScheduled = true;
    requestIdleCallback(slice, { timeout: IDLE_TIMEOUT_MS });
  };
  const slice = (): void => {
    isScheduled = false;
    if (signal.aborted) return;
    const end = performance.now() + SLICE_MS;
    do {
      const element = next();
      if (element === null) return;
      budget--;
      visit(element);
    } while (budget > 0 && performance.now() < end);
    schedule();
  };
  const next = (): Element | null => {
    const following = walker?.nextNode() ?? null;
    if (following !== null) return following as Element;
    walker = null;
    for (let root = pending[taken++]; root !== undefined; root = pending[taken++]) {
      if (!root.isConnected || BARREN.has(root.localName)) continue;
      if (root.firstElementChild !== null)
        walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT, acceptFruitful);
      return root;
    }
    pending = [];
    taken = 0;
    return null;
  };
  return {
    add(subtree) {
      if (budget <= 0) return;
      pending.push(subtree);
      schedule();
    },
  };
}

function acceptFruitful(node: Node): number {
  return BARREN.has((node as Element).localName) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
}
