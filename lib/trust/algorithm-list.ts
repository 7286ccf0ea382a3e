import type { BindingAlgorithm, Resolver } from '../model/soft-binding.ts';
import type { ListProblem } from '../model/trust.ts';
import { download, NotTaken } from './download.ts';
import { isoOrNull } from './kept-list.ts';

/** The C2PA soft binding algorithm list as it is kept, with what is needed to judge the next copy of it. */
export interface KeptAlgorithms {
  readonly algorithms: readonly BindingAlgorithm[];
  /** ISO time: no older than the list. */
  readonly asOf: string;
}

/** https://github.com/c2pa-org/softbinding-algorithm-list. The address is on the privacy page. */
export const ALGORITHMS_URL =
  'https://raw.githubusercontent.com/c2pa-org/softbinding-algorithm-list/main/softbinding-algorithm-list.json';

/** The list of August 2026 has 37,000 characters and 53 entries. */
const MAX_LENGTH = 1024 * 1024;
const MAX_ENTRIES = 1000;
/** Addresses of one entry; no entry has more than one. */
const MAX_RESOLVERS = 5;
const MAX_ADDRESS_LENGTH = 300;
/** Where a description's beginning ends at the latest, in characters: some are essays. */
const MAX_NAME_LENGTH = 100;
/** A new list with less than this share of the entries of the one before is not taken. */
const LEAST_SHARE_KEPT = 0.5;

/**
 * Fetches the list over https and checks it. A copy that is no such list, or has lost half of it, is not taken.
 * @returns the list to keep, or why there is no better one than before
 */
export async function fetchAlgorithms(
  last: KeptAlgorithms | null,
  ports: { readonly fetch: typeof fetch; readonly now: () => Date },
): Promise<KeptAlgorithms | { readonly problem: ListProblem }> {
  try {
    const { text } = await download(ALGORITHMS_URL, MAX_LENGTH, ports.fetch);
    const algorithms = parseAlgorithms(text);
    const before = last?.algorithms.length ?? 0;
    if (algorithms.length === 0) throw new NotTaken({ code: 'empty' });
    if (algorithms.length < before * LEAST_SHARE_KEPT)
      throw new NotTaken({ code: 'shrunk', now: algorithms.length, before });
    return { algorithms, asOf: ports.now().toISOString() };
  } catch (error) {
    if (!(error instanceof NotTaken)) throw error;
    return { problem: error.problem };
  }
}

/**
 * Entries of the published list (its schema stands beside it); what is no entry is left out. Empty where the text is no
 * list: the published file itself has been invalid JSON for a while.
 */
export function parseAlgorithms(text: string): readonly BindingAlgorithm[] {
  let entries: unknown;
  try {
    entries = JSON.parse(text);
  } catch {
    return [];
  }
  return distinct(entries, ({ alg, type, entryMetadata, softBindingResolutionApis }) =>
    algorithm(alg, type, fieldsOf(entryMetadata)['description'], softBindingResolutionApis),
  );
}

/** A list read back from storage or from the build, checked again; `null` when it is not one. */
export function parseKeptAlgorithms(stored: unknown): KeptAlgorithms | null {
  const { algorithms, asOf } = fieldsOf(stored);
  const read = distinct(algorithms, ({ alg, type, name, resolvers }) => algorithm(alg, type, name, resolvers));
  const time = isoOrNull(asOf);
  return read.length === 0 || time === null ? null : { algorithms: read, asOf: time };
}

/** The record stores that entries name, each once, by their hosts. */
export function publishedStores(algorithms: readonly BindingAlgorithm[]): readonly Resolver[] {
  const found = new Map<string, Resolver>();
  for (const api of algorithms.flatMap(({ resolvers }) => resolvers)) {
    const { origin, pathname, host } = new URL(api);
    const address = `${origin}${pathname}`.replace(/\/+$/, '');
    found.set(address, { name: host, address });
  }
  return [...found.values()];
}

function distinct(
  entries: unknown,
  read: (entry: Record<string, unknown>) => BindingAlgorithm | null,
): readonly BindingAlgorithm[] {
  const found = new Map<string, BindingAlgorithm>();
  for (const entry of Array.isArray(entries) ? entries.slice(0, MAX_ENTRIES) : []) {
    const one = read(fieldsOf(entry));
    if (one !== null && !found.has(one.alg)) found.set(one.alg, one);
  }
  return [...found.values()];
}

function algorithm(alg: unknown, type: unknown, description: unknown, apis: unknown): BindingAlgorithm | null {
  if (typeof alg !== 'string' || !/^[A-Za-z][\w-]*(\.[\w-]+)+$/.test(alg.slice(0, 129))) return null;
  if (type !== 'watermark' && type !== 'fingerprint') return null;
  const name = typeof description === 'string' ? beginningOf(description) : '';
  const resolvers = Array.isArray(apis) ? apis.slice(0, MAX_RESOLVERS).filter(isApi) : [];
  return name === '' ? null : { alg, type, name, resolvers };
}

function isApi(address: unknown): address is string {
  return (
    typeof address === 'string' &&
    address.length <= MAX_ADDRESS_LENGTH &&
    address.startsWith('https://') &&
    URL.canParse(address)
  );
}

/** The first sentence, or as many whole words of it as a name may have. */
function beginningOf(description: string): string {
  const [sentence = ''] = description
    .slice(0, MAX_NAME_LENGTH * 4)
    .trim()
    .split(/[.:;](?:\s|$)/, 1);
  return sentence.length <= MAX_NAME_LENGTH
    ? sentence
    : `${sentence.slice(0, MAX_NAME_LENGTH - 1).replace(/\s+\S*$/, '')}…`;
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
