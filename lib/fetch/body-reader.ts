import { Unreadable } from '../bytes/source.ts';
import type { Unanswered } from '../model/outcome.ts';

/**
 * One response read piece by piece, ended when it stalls. Failures become Unreadable here,
 * so that nobody else needs to know how `fetch` names them.
 */
export class BodyReader {
  readonly response: Response;
  readonly #guard: StallGuard;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | null;
  #rest: Uint8Array = new Uint8Array();
  isDone = false;

  private constructor(response: Response, guard: StallGuard) {
    this.response = response;
    this.#guard = guard;
    this.#reader = response.body?.getReader() ?? null;
  }

  /** @throws Unreadable `timeout`, `offline`, or `blocked` where the server leads round in circles */
  static async open(
    request: (signal: AbortSignal) => Promise<Response>,
    signal: AbortSignal,
    stallMs: number,
  ): Promise<BodyReader> {
    const guard = new StallGuard(signal, stallMs);
    return new BodyReader(await guard.watch(() => request(guard.signal), 'offline'), guard);
  }

  /**
   * The next `length` bytes; fewer only at the end of the body. What the server sends beyond is left unread.
   * @throws Unreadable `timeout` or `truncated`
   */
  async take(length: number): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    let missing = length;
    while (missing > 0 && !this.isDone) {
      const piece = this.#rest.length > 0 ? this.#rest : await this.#next();
      pieces.push(piece.subarray(0, missing));
      this.#rest = piece.subarray(Math.min(missing, piece.length));
      missing -= Math.min(missing, piece.length);
    }
    return joined(pieces, length - missing);
  }

  /** Stops the transfer. */
  cancel(): void {
    this.isDone = true;
    this.#guard.cancel();
  }

  async #next(): Promise<Uint8Array> {
    const result = await this.#guard.watch(async () => this.#reader?.read(), 'truncated');
    if (result?.value !== undefined) return result.value;
    this.isDone = true;
    return new Uint8Array();
  }
}

/** Aborts a request that makes no progress for a while. */
class StallGuard {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal;
  readonly #stallMs: number;
  readonly signal: AbortSignal;

  constructor(outer: AbortSignal, stallMs: number) {
    this.#outer = outer;
    this.#stallMs = stallMs;
    this.signal = AbortSignal.any([outer, this.#controller.signal]);
  }

  /** @param broken what it means when the connection fails in this step */
  async watch<T>(step: () => Promise<T>, broken: Unanswered): Promise<T> {
    const timer = setTimeout(
      () => this.#controller.abort(new Unreadable('timeout', 'the server stalled')),
      this.#stallMs,
    );
    try {
      return await step();
    } catch (error) {
      throw this.#reasonFor(error, broken);
    } finally {
      clearTimeout(timer);
    }
  }

  cancel(): void {
    this.#controller.abort(new Unreadable('timeout', 'canceled'));
  }

  #reasonFor(error: unknown, broken: Unanswered): Unreadable {
    if (error instanceof Unreadable) return error;
    if (this.#outer.aborted || this.signal.aborted) return new Unreadable('timeout', 'it took longer than allowed');
    const why = isRedirectLoop(error) ? 'blocked' : broken;
    return new Unreadable(why, error instanceof Error ? error.message : String(error));
  }
}

/** Browsers do not tell it from a broken connection; Node does. */
function isRedirectLoop(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof Error && error.cause.message === 'redirect count exceeded';
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  return bytes;
}
