import { openReply, replyWith } from './envelope.ts';

/** One end of a port, as far as a link uses it. */
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

/** The port broke before the answer came: whoever asked may ask again. */
export class LinkLost extends Error {}

/** A question: `[0 or its number, name, body]`; or an answer: `[number of the question, reply]`. */
type Letter = readonly [id: number, name: string, body: unknown] | readonly [id: number, reply: unknown];

/**
 * The asking side of a port. A page of pictures asks hundreds: a port carries each in a quarter of the work that
 * `sendMessage` takes, which opens and closes a channel for every one, and what is said in one turn of the event loop
 * goes as one message. Both ends of a port may ask and answer.
 */
export class PortLink {
  readonly #port: LinkPort;
  readonly #post: (letter: Letter) => void;
  readonly #onLost: () => void;
  readonly #pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #lastId = 0;

  /** @param onLost hears that nothing can be asked here any more. */
  constructor(port: LinkPort, onLost: () => void = () => undefined) {
    this.#port = port;
    this.#onLost = onLost;
    this.#post = outboxOf(port, () => this.#lose());
    port.onDisconnect.addListener(() => this.#lose());
    eachLetter(port, (id, said) => {
      const waiting = this.#pending.get(id);
      if (typeof said === 'string' || !this.#pending.delete(id)) return;
      const reply = openReply(said);
      if (reply?.ok === true) waiting?.resolve(reply.value);
      else waiting?.reject(new Error(reply?.error));
    });
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
    this.#port.disconnect();
    this.#lose();
  }

  #lose(): void {
    for (const { reject } of this.#pending.values()) reject(new LinkLost());
    this.#pending.clear();
    this.#onLost();
  }
}

/** The answering side of a port. What `answer` throws is told to whoever asked. */
export function answerOver(port: LinkPort, answer: (name: string, body: unknown) => unknown): void {
  // Answers that cannot be told are kept on this side for whoever asks again.
  const post = outboxOf(port, () => undefined);
  eachLetter(port, (id, name, body) => {
    if (typeof name !== 'string') return;
    const replying = replyWith(() => answer(name, body));
    if (id !== UNANSWERED) void replying.then((reply) => post([id, reply]));
  });
}

function outboxOf(port: LinkPort, onClosed: () => void): (letter: Letter) => void {
  let letters: Letter[] = [];
  const send = (): void => {
    const message = letters;
    letters = [];
    try {
      port.postMessage(message);
    } catch {
      onClosed();
    }
  };
  return (letter) => {
    if (letters.push(letter) === 1) setTimeout(send);
  };
}

function eachLetter(port: LinkPort, hear: (id: number, said: unknown, body: unknown) => void): void {
  port.onMessage.addListener((message) => {
    for (const letter of Array.isArray(message) ? message.slice(0, MAX_LETTERS) : []) {
      const [id, said, body] = Array.isArray(letter) ? (letter as unknown[]) : [];
      if (typeof id === 'number') hear(id, said, body);
    }
  });
}
