declare global {
  var whenceEarly: Map<string, Promise<unknown>> | undefined;
}

/**
 * Keeps an answer that a page will want, until it is taken. A page's own script takes some 40 ms to be there, and what
 * it waits for then could have been asked for all along: so a script of a few lines asks first (entrypoints/early).
 * Both know an answer by its key only.
 */
export function keepEarly<Answer>(key: string, answer: Promise<Answer>): Promise<Answer> {
  globalThis.whenceEarly ??= new Map();
  globalThis.whenceEarly.set(key, answer);
  // Whoever takes it is told; nobody may.
  answer.catch(() => undefined);
  return answer;
}

/** The answer kept under a key, once: who asks again wants to know it anew. Where there is none it is asked for now. */
export function takeEarly<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer> {
  const kept = globalThis.whenceEarly?.get(key);
  if (kept === undefined) return ask();
  globalThis.whenceEarly?.delete(key);
  return kept as Promise<Answer>;
}
