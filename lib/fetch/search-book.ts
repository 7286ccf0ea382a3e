import type { Candidate } from '../originals/candidate.ts';
import type { HttpOptions } from './http-source.ts';

/** What one search for an original may cost others. */
export interface SearchBudget {
  /** Addresses asked. */
  readonly candidates: number;
  /** Hosts asked beside the page's own. */
  readonly hosts: number;
  /** Milliseconds after which no further address is asked. */
  readonly wallMs: number;
  /** Milliseconds between two requests to one host. */
  readonly gapMs: number;
  /** Most bytes of one candidate; only one with a record is read whole. */
  readonly bytes: number;
}

const BUDGET: SearchBudget = { candidates: 6, hosts: 2, wallMs: 8_000, gapMs: 250, bytes: 40 * 1024 * 1024 };
/** A host that answers one of these is not asked again. */
const REFUSALS = new Set([403, 429]);

interface SearchTerms {
  readonly pageUrl: string;
  readonly refusedHosts: Set<string>;
  readonly signal: AbortSignal;
  readonly budget?: Partial<SearchBudget>;
  readonly fetch?: typeof fetch;
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Keeps account of one search: who was asked, when, and what is left. */
export class SearchBook {
  readonly #terms: SearchTerms;
  readonly #budget: SearchBudget;
  readonly #started = performance.now();
  readonly #lastAsked = new Map<string, number>();
  #asked = 0;

  constructor(terms: SearchTerms) {
    this.#terms = terms;
    this.#budget = { ...BUDGET, ...terms.budget };
  }

  get limits(): NonNullable<HttpOptions['limits']> {
    return { maxBytes: this.#budget.bytes };
  }

  /** Waits for the candidate's turn. Answers why it has none, or `null`: then it is counted as asked. */
  async enter({ url }: Candidate): Promise<'budget' | 'blocked' | null> {
    const { host } = new URL(url);
    const { candidates, hosts, wallMs, gapMs } = this.#budget;
    if (this.#terms.refusedHosts.has(host)) return 'blocked';
    const others = new Set([...this.#lastAsked.keys(), host]);
    others.delete(URL.parse(this.#terms.pageUrl)?.host ?? '');
    if (this.#asked >= candidates || others.size > hosts || performance.now() - this.#started > wallMs) return 'budget';
    this.#asked += 1;
    const last = this.#lastAsked.get(host);
    const left = last === undefined ? 0 : gapMs - (performance.now() - last);
    if (left > 0) await (this.#terms.pause ?? pause)(left, this.#terms.signal);
    this.#lastAsked.set(host, performance.now());
    return null;
  }

  /** Asks as the candidate says, follows no redirect that is not by design, and notes who refuses. */
  fetchFor({ accept, mayRedirect }: Candidate): typeof fetch {
    const ask = this.#terms.fetch ?? ((input, init) => fetch(input, init));
    return async (input, init) => {
      const response = await ask(input, {
        ...init,
        headers: { ...headersOf(init), ...(accept !== undefined && { Accept: accept }) },
        redirect: mayRedirect === true ? 'follow' : 'manual',
      });
      const host = URL.parse(String(input))?.host;
      if (REFUSALS.has(response.status) && host !== undefined) this.#terms.refusedHosts.add(host);
      return response;
    };
  }
}

function headersOf(init: RequestInit | undefined): Record<string, string> {
  return Object.fromEntries(new Headers(init?.headers));
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });
}
