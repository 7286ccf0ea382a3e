import { createTreeWalk } from './walk-tree.ts';

/** What the page's own changes tell us. Each element is reported at most once a frame. */
export interface RootListener {
  /** May show a picture now, another one, or none any more. */
  onElement(element: Element): void;
  /** Elements were removed somewhere. */
  onRemoved(): void;
  /** The page added, removed or restyled something: boxes may have moved. */
  onChange(): void;
  /** The document or an open shadow root came under watch. */
  onRoot(root: Document | ShadowRoot): void;
}

const WATCHED_ATTRIBUTES = ['src', 'srcset', 'href', 'data', 'style', 'class', 'poster'];
/** After these an element may show something else; those of players do not bubble, and are caught on their way down. */
const SHOWING_EVENTS = ['load', 'loadstart', 'loadedmetadata', 'emptied', 'play', 'error'];
/** Changed elements kept for the next frame; beyond it the page is flooding and the surplus is dropped. */
const MAX_DIRTY = 20_000;
/** Changed elements looked at in one frame; a page that restyles thousands each frame waits for its turn. */
const MAX_PER_FRAME = 200;
/** Elements whose shadow root may still come. */
const MAX_UNBUILT = 1_000;
/** A stylesheet that arrives late can bring backgrounds; more than this many are not worth another walk. */
const MAX_STYLE_WALKS = 4;

/**
 * Watches a document and every open shadow root in it: added nodes, changed addresses and styles, finished loads.
 * Nothing is polled; the tree is walked once, and then only where it grew.
 */
export function watchRoots(listener: RootListener, isOurs: (node: Node) => boolean, signal: AbortSignal): void {
  const known = new WeakSet<Node>();
  const unbuilt = new Set<Element>();
  const dirty = new Set<Element>();
  let hasChanges = false;
  let hasRemovals = false;
  let isFramePending = false;
  let styleWalks = MAX_STYLE_WALKS;

  const walk = createTreeWalk((element) => {
    enter(element);
    listener.onElement(element);
  }, signal);
  const observer = new MutationObserver((records) => {
    for (const record of records) note(record);
    scheduleFrame();
  });
  const growth = new ResizeObserver(enterUnbuilt);
  signal.addEventListener('abort', () => {
    observer.disconnect();
    growth.disconnect();
  });

  function watch(root: Document | ShadowRoot): void {
    if (known.has(root)) return;
    known.add(root);
    observer.observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: WATCHED_ATTRIBUTES });
    for (const type of SHOWING_EVENTS) root.addEventListener(type, onLoad, { capture: true, passive: true, signal });
    listener.onRoot(root);
    for (const child of root.children) walk.add(child);
  }

  function note(record: MutationRecord): void {
    const nodes = [...record.addedNodes, ...record.removedNodes];
    if (isOurs(record.target) || (nodes.length > 0 && nodes.every(isOurs))) return;
    hasChanges = true;
    if (record.type === 'attributes') {
      if (dirty.size < MAX_DIRTY) dirty.add(record.target as Element);
      return;
    }
    if (record.removedNodes.length > 0) hasRemovals = true;
    for (const node of record.addedNodes) if (node instanceof Element && !isOurs(node)) walk.add(node);
  }

  function onLoad(event: Event): void {
    if (event.target instanceof HTMLLinkElement) return void rewalk();
    // The player, not the source it tried in vain, shows something else now.
    const shower = event.target instanceof HTMLSourceElement ? event.target.parentElement : event.target;
    if (shower instanceof Element && dirty.size < MAX_DIRTY) dirty.add(shower);
    scheduleFrame();
  }

  function rewalk(): void {
    if (styleWalks-- > 0 && document.documentElement !== null) walk.add(document.documentElement);
  }

  function scheduleFrame(): void {
    if (isFramePending) return;
    isFramePending = true;
    requestAnimationFrame(frame);
  }

  function frame(): void {
    isFramePending = false;
    if (signal.aborted) return;
    enterUnbuilt();
    let left = MAX_PER_FRAME;
    for (const element of dirty) {
      if (left-- === 0) break;
      dirty.delete(element);
      if (element.isConnected) listener.onElement(element);
    }
    if (dirty.size > 0) scheduleFrame();
    if (hasRemovals) listener.onRemoved();
    hasRemovals = false;
    if (hasChanges) listener.onChange();
    hasChanges = false;
  }

  /** Goes into an open shadow root, or remembers an element that may still get one: attaching it tells nobody. */
  function enter(element: Element): void {
    if (element.shadowRoot !== null) return watch(element.shadowRoot);
    if (!mayBeBuiltLater(element) || unbuilt.size >= MAX_UNBUILT) return;
    unbuilt.add(element);
    growth.observe(element);
  }

  function enterUnbuilt(): void {
    for (const element of unbuilt) {
      if (element.isConnected && element.shadowRoot === null) continue;
      unbuilt.delete(element);
      growth.unobserve(element);
      if (element.shadowRoot !== null) watch(element.shadowRoot);
    }
  }

  watch(document);
}

/** Custom elements, and the empty containers scripts fill, are where shadow roots are attached after insertion. */
function mayBeBuiltLater(element: Element): boolean {
  return element.localName.includes('-') || (element.localName === 'div' && element.firstChild === null);
}
