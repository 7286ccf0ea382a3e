import type { ListProblem } from '../model/trust.ts';

/** Milliseconds for one file of a list. */
const FETCH_TIMEOUT_MS = 15_000;

/** Tells apart "this copy is bad, and here is why" from a fault of ours. */
export class NotTaken extends Error {
  readonly problem: ListProblem;

  constructor(problem: ListProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

/**
 * Fetches one text file of a published list, over https only, without cookies or referrer.
 * @param maxLength in characters
 * @throws NotTaken
 */
export async function download(
  url: string,
  maxLength: number,
  fetch: typeof globalThis.fetch,
): Promise<{ readonly text: string; readonly lastModified: string | null }> {
  if (!url.startsWith('https://')) throw new NotTaken({ code: 'insecure' });
  const signal = AbortSignal.timeout(FETCH_TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-cache',
      signal,
    });
    if (response.url !== '' && !response.url.startsWith('https://')) throw new NotTaken({ code: 'moved' });
    if (!response.ok) throw new NotTaken({ code: 'refused', status: response.status });
    const modified = new Date(response.headers.get('last-modified') ?? '');
    return {
      text: await capped(response, maxLength),
      lastModified: Number.isNaN(modified.getTime()) ? null : modified.toISOString(),
    };
  } catch (error) {
    if (error instanceof NotTaken) throw error;
    throw new NotTaken({ code: signal.aborted ? 'slow' : 'unreachable' });
  }
}

async function capped(response: Response, maxLength: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > maxLength) throw new NotTaken({ code: 'too-large' });
  }
  return text + decoder.decode();
}
