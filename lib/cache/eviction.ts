import type { StoredAddress, StoredVerdict, VerdictDatabase } from './database.ts';
import type { StoreLimits } from './verdict-store.ts';

const EVERYTHING = ['verdicts', 'addresses', 'totals'] as const;
/** Freed beyond what is needed, so that a full store does not evict on every write. */
const SPARE = 0.1;

/** One picture may stand at many addresses; more than this on average is a page making them up. */
const ADDRESSES_PER_VERDICT = 4;

/** A verdict and the address that leads to it, if it has a lasting one. */
export interface Entry {
  readonly verdict: StoredVerdict;
  readonly address: StoredAddress | null;
}

/**
 * Stores verdicts with their addresses and makes room, least recently used first, all in one transaction:
 * a background that is stopped half-way leaves either everything or nothing. A disk that is full gets one
 * second try after half of the store was given up.
 */
export async function put(database: VerdictDatabase, entries: readonly Entry[], limits: StoreLimits): Promise<void> {
  const fitting = entries.filter(({ verdict }) => verdict.bytes <= limits.bytes);
  if (fitting.length === 0) return;
  try {
    await putWithin(database, fitting, limits);
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'QuotaExceededError') throw error;
    const { count } = (await database.get('totals', 'totals')) ?? { count: 0 };
    let left = Math.ceil(count / 2);
    await evict(database, 'used', () => left-- > 0);
    await putWithin(database, fitting, limits);
  }
}

async function putWithin(database: VerdictDatabase, entries: readonly Entry[], limits: StoreLimits): Promise<void> {
  // The same content at two addresses is one verdict.
  const added = new Map(entries.map(({ verdict }) => [verdict.key, verdict]));
  const leading = entries.flatMap(({ address }) => (address === null ? [] : [address]));
  const transaction = database.transaction(EVERYTHING, 'readwrite');
  const verdicts = transaction.objectStore('verdicts');
  const addresses = transaction.objectStore('addresses');
  const totals = transaction.objectStore('totals');
  const [before, total, addressCount] = await Promise.all([
    Promise.all([...added.keys()].map((key) => verdicts.get(key))),
    totals.get('totals'),
    countOnce(database, addresses),
  ]);
  const after = { ...(total ?? { count: 0, bytes: 0 }) };
  [...added.values()].forEach(({ bytes }, index) => {
    after.count += before[index] === undefined ? 1 : 0;
    after.bytes += bytes - (before[index]?.bytes ?? 0);
  });
  const isOverfull = addressCount + leading.length > limits.count * ADDRESSES_PER_VERDICT;
  if (isOverfull) await addresses.clear();
  addressCounts.set(database, (isOverfull ? 0 : addressCount) + leading.length);
  await Promise.all([
    ...[...added.values()].map((verdict) => verdicts.put(verdict)),
    totals.put(after, 'totals'),
    ...leading.map((address) => addresses.put(address)),
    transaction.done,
  ]);
  if (after.count <= limits.count && after.bytes <= limits.bytes) return;
  let over = { count: after.count - limits.count * (1 - SPARE), bytes: after.bytes - limits.bytes * (1 - SPARE) };
  await evict(database, 'used', (oldest) => {
    if (over.count <= 0 && over.bytes <= 0) return false;
    over = { count: over.count - 1, bytes: over.bytes - oldest.bytes };
    return !added.has(oldest.key);
  });
}

/** Addresses stored, by connection; never fewer than there are. Counting them anew takes a step for each. */
const addressCounts = new WeakMap<VerdictDatabase, number>();

async function countOnce(database: VerdictDatabase, addresses: { count(): Promise<number> }): Promise<number> {
  return addressCounts.get(database) ?? (await addresses.count());
}

/** Deletes verdicts, oldest by `index` first, with the addresses that lead to them, until one may stay. */
export async function evict(
  database: VerdictDatabase,
  index: 'used' | 'made',
  mayGo: (verdict: StoredVerdict) => boolean,
): Promise<void> {
  const transaction = database.transaction(EVERYTHING, 'readwrite');
  const addresses = transaction.objectStore('addresses');
  const totals = transaction.objectStore('totals');
  let { count, bytes } = (await totals.get('totals')) ?? { count: 0, bytes: 0 };
  let cursor = await transaction.objectStore('verdicts').index(index).openCursor();
  while (cursor !== null && mayGo(cursor.value)) {
    count -= 1;
    bytes -= cursor.value.bytes;
    const leading = await addresses.index('verdict').getAllKeys(cursor.value.key);
    await Promise.all([cursor.delete(), ...leading.map((url) => addresses.delete(url))]);
    cursor = await cursor.continue();
  }
  await Promise.all([totals.put({ count: Math.max(0, count), bytes: Math.max(0, bytes) }, 'totals'), transaction.done]);
}
