import type { PageState } from '../messaging/protocol.ts';
import type { LabelDesk } from './label-desk.ts';
import type { LabelKit } from './label-kit.ts';
import type { PagePort } from './page-port.ts';

export interface DeskKeeper {
  /** The desk, once there was something to show. */
  readonly desk: LabelDesk | null;
  /** Opens the desk; `null` where none can stand. */
  open(): Promise<LabelDesk | null>;
  /** In another language all labels are made anew. */
  renew(): void;
  addRoot(root: Document | ShadowRoot): void;
}

export interface DeskKeeperContext {
  readonly port: PagePort;
  state(): PageState;
  kit(): Promise<LabelKit | null>;
  /** A new, empty desk stands. */
  onOpen(): void;
  /** Whence was updated or removed under this page. */
  onOrphaned(): void;
}

/** Opens the desk when it is first needed and keeps one at a time. */
export function createDeskKeeper(context: DeskKeeperContext, signal: AbortSignal): DeskKeeper {
  const roots = new Set<Document | ShadowRoot>();
  let desk: LabelDesk | null = null;
  let opening: Promise<LabelDesk | null> | null = null;
  let deskLife = new AbortController();

  const open = async (): Promise<LabelDesk | null> => {
    const life = AbortSignal.any([signal, deskLife.signal]);
    const kit = await context.kit();
    // Not for good: the next finding may send for it again.
    if (kit === null) return (opening = null);
    const { port, state, onOrphaned } = context;
    const view = await kit.createView(state().language, port);
    if (life.aborted) return null;
    desk = kit.createLabelDesk({ view, port, state, onOrphaned }, life);
    roots.forEach((root) => desk?.addRoot(root));
    if (desk !== null) context.onOpen();
    return desk;
  };
  const openOnce = (): Promise<LabelDesk | null> => (opening ??= open().catch(() => null));
  return {
    get desk() {
      return desk;
    },
    open: openOnce,
    renew() {
      if (opening === null) return;
      deskLife.abort();
      deskLife = new AbortController();
      desk = null;
      opening = null;
      void openOnce();
    },
    addRoot(root) {
      roots.add(root);
      desk?.addRoot(root);
    },
  };
}
