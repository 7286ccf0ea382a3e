import { openReply, replyWith } from './envelope.ts';

/** One end of a port, as far as the link uses it. */
export interface LinkPort {
  postMessage(message: unknown): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}

/** Number of a question that wants no answer; the others count from 1. */
const UNANSWERED = 0;
/** Letters in one message at most; a page asks for 16 at a time, and more than this only floods. */
const MAX_LETTERS = 1_000;

export type Answer = (name: string, body: unknown) => unknown;

/** The port broke before the answer came: whoever asked may ask again. */
export class LinkLost extends Error {}

/** A question: `[0 or its number, name, body]`; or an answer: `[number of the question, reply]`. */
type Letter = readonly [id: number, name: string, body: unknown] | readonly [id: number, reply: unknown];

/**
 * Questions both ways over one port. A page of pictures asks hundreds: a port carries each in a quarter of the work
 * that `sendMessage` takes, which opens and closes a channel for every one, and what is said in one turn of the event
 * loop goes as one message.
 */
export class PortLink {
  readonly #port: LinkPort;
  readonly #pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #outbox: Letter[] = [];
  #lastId = 0;

  /** @param answer answers the other end; what it throws is told there. */
  constructor(port: LinkPort, answer: Answer, onLost: () => void = () => undefined) {
    this.#port = port;
    port.onMessage.addListener((message) => {
      if (Array.isArray(message)) for (const letter of message.slice(0, MAX_LETTERS)) this.#hear(letter, answer);
    });
    port.onDisconnect.addListener(() => {
      this.#lose();
      onLost();
    });
  }

  /** Only answers. */
  static serve(port: LinkPort, answer: Answer): PortLink {
    return new PortLink(port, answer);
  }

  /** @throws LinkLost; or an Error with what the other end said. */
  ask(name: string, body: unknown): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#post([id, name, body]);
    });
  }

  /** For what nobody waits for. */
  tell(name: string, body: unknown): void {
    this.#post([UNANSWERED, name, body]);
  }

  close(): void {
    this.#lose();
    this.#port.disconnect();
  }

  #post(letter: Letter): void {
    if (this.#outbox.push(letter) === 1) setTimeout(() => this.#send());
  }

  #send(): void {
    const letters = this.#outbox;
    this.#outbox = [];
    try {
      this.#port.postMessage(letters);
    } catch {
      // The port is closed. Answers are kept on this side for whoever asks again.
      this.#lose();
    }
  }

  #lose(): void {
    for (const { reject } of this.#pending.values()) reject(new LinkLost('the other end went away'));
    this.#pending.clear();
  }

  #hear(letter: unknown, answer: Answer): void {
    const [id, named, body] = Array.isArray(letter) ? (letter as unknown[]) : [];
    if (typeof id !== 'number') return;
    if (typeof named === 'string') {
      const replying = replyWith(() => answer(named, body));
      if (id !== UNANSWERED) void replying.then((reply) => this.#post([id, reply]));
      return;
    }
    const waiting = this.#pending.get(id);
    this.#pending.delete(id);
    const reply = openReply(named);
    if (reply?.ok === true) waiting?.resolve(reply.value);
    else waiting?.reject(new Error(reply?.error ?? 'no answer'));
  }
}
