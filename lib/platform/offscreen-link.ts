import { browser } from 'wxt/browser';
import { openReply } from '../messaging/envelope.ts';

/** One end of a port, as far as the link uses it. */
export interface LinkPort {
  postMessage(message: unknown): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}

export const LINK_NAME = 'compute';

/** Number of a question that wants no answer; the others count from 1. */
const UNANSWERED = 0;

type Answer = (name: string, body: unknown) => Promise<unknown>;

/** The port broke before the answer came: whoever asked may ask again. */
export class LinkLost extends Error {}

/**
 * Questions both ways over one port. A page of pictures asks hundreds, and a port carries each in a quarter of the work
 * that `sendMessage` takes, which opens and closes a channel for every one.
 */
export class OffscreenLink {
  readonly #port: LinkPort;
  readonly #pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #lastId = 0;

  /** @param answer answers the other end; what it throws is told there. */
  constructor(port: LinkPort, answer: Answer, onLost: () => void = () => undefined) {
    this.#port = port;
    port.onMessage.addListener((message) => void this.#hear(message, answer));
    port.onDisconnect.addListener(() => {
      for (const { reject } of this.#pending.values()) reject(new LinkLost('the other end went away'));
      this.#pending.clear();
      onLost();
    });
  }

  /** @throws LinkLost; or an Error with what the other end said. */
  ask(name: string, body: unknown): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      try {
        this.#port.postMessage({ ask: id, name, body });
      } catch {
        this.#pending.delete(id);
        reject(new LinkLost('the port is closed'));
      }
    });
  }

  /** For what nobody waits for. */
  tell(name: string, body: unknown): void {
    try {
      this.#port.postMessage({ ask: UNANSWERED, name, body });
    } catch {
      // The other end went away, and what it would have been told with it.
    }
  }

  async #hear(message: unknown, answer: Answer): Promise<void> {
    const { ask, name, body, reply, ...said } = message as Record<string, unknown>;
    if (typeof ask === 'number' && typeof name === 'string') {
      const result = await answer(name, body).then(
        (value) => ({ ok: true, value }),
        (error: unknown) => ({ ok: false, error: error instanceof Error ? error.message : String(error) }),
      );
      if (ask === UNANSWERED) return;
      try {
        this.#port.postMessage({ reply: ask, ...result });
      } catch {
        // Nobody is left to hear it; the answer is kept for whoever asks again.
      }
      return;
    }
    const waiting = this.#pending.get(Number(reply));
    this.#pending.delete(Number(reply));
    const opened = openReply(said);
    if (opened?.ok === true) waiting?.resolve(opened.value);
    else waiting?.reject(new Error(opened?.error ?? 'no answer'));
  }
}

/** Opens a port to the offscreen document, which must be there. */
export function connectToDocument(): LinkPort {
  return browser.runtime.connect({ name: LINK_NAME });
}
