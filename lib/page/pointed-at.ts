export interface Pointed {
  /** Elements under the pointer's last place, topmost first, open shadow trees included; else what has focus. */
  elements(): readonly Element[];
}

/** Remembers where the pointer was last, for a shortcut that means "this one". */
export function watchPointed(signal: AbortSignal): Pointed {
  let last: { readonly x: number; readonly y: number } | null = null;
  const remember = ({ clientX: x, clientY: y }: MouseEvent): void => void (last = { x, y });
  const listen = { capture: true, passive: true, signal };
  addEventListener('pointerover', remember, listen);
  addEventListener('contextmenu', remember, listen);
  document.documentElement?.addEventListener('pointerleave', () => (last = null), { passive: true, signal });
  return {
    elements() {
      const under = last === null ? [] : deepElements(document, last.x, last.y, 0);
      // Over a frame, the pointer is the frame's own to know.
      if (under[0] instanceof HTMLIFrameElement) return [];
      const active = document.activeElement;
      return active === null || active === document.body ? under : [...under, active];
    },
  };
}

/** Shadow trees deeper than this are no page's. */
const MAX_DEPTH = 20;

function deepElements(root: DocumentOrShadowRoot, x: number, y: number, depth: number): readonly Element[] {
  return root.elementsFromPoint(x, y).flatMap((element) => {
    const inner = element.shadowRoot;
    return inner === null || depth === MAX_DEPTH ? [element] : [...deepElements(inner, x, y, depth + 1), element];
  });
}
