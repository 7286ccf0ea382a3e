/**
 * Every message says which family it belongs to, so that the background, the offscreen document and
 * the pages can all listen on one channel and each leaves the others' messages alone.
 */
export type Family = 'from-extension' | 'to-page';

export interface Envelope {
  readonly whence: Family;
  readonly name: string;
  readonly body: unknown;
}

/** Errors cross as values: a thrown error loses its type, and in Firefox its text, on the way. */
export type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string };

/** Message names are ours and short; anything longer is not one of them. */
const MAX_NAME_LENGTH = 40;

/** The envelope of this family, or `null` for anything else. Never throws. */
export function openEnvelope(message: unknown, family: Family): Envelope | null {
  if (typeof message !== 'object' || message === null) return null;
  const { whence, name, body } = message as Partial<Record<keyof Envelope, unknown>>;
  if (whence !== family || typeof name !== 'string' || name.length > MAX_NAME_LENGTH) return null;
  return { whence: family, name, body };
}

/**
 * A reply as one text. Browsers copy a message value by value, through a process of their own: 200 reports take
 * Firefox 100 ms, and their text a few.
 */
export function replyText(reply: Reply): string {
  return JSON.stringify(reply);
}

/** The reply in such a text, or `null` for anything else. */
export function openReplyText(message: unknown): Reply | null {
  if (typeof message !== 'string') return null;
  try {
    return openReply(JSON.parse(message));
  } catch {
    return null;
  }
}

/** A reply from whoever answered, or `null` where nobody did. */
export function openReply(message: unknown): Reply | null {
  if (typeof message !== 'object' || message === null) return null;
  const { ok, value, error } = message as { ok?: unknown; value?: unknown; error?: unknown };
  if (ok === true) return { ok, value };
  if (ok === false) return { ok, error: String(error) };
  return null;
}

/** Runs one answer to its end and wraps it; never rejects. */
export async function replyWith(answer: () => unknown): Promise<Reply> {
  try {
    return { ok: true, value: await answer() };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}
