/** Words of 32 bits in a hash of 256. */
export const WORDS = 8;
/** A hash is cut into this many chunks of 16 bits. */
const CHUNKS = 16;
const CHUNK_VALUES = 65_536;

/**
 * Multi-index hashing (Norouzi, Punjani, Fleet: Fast Search in Hamming Space, 2012): for each chunk of a hash, which
 * hashes have which value there. Of two hashes at most 31 bits apart, one of the 16 chunks differs in at most one bit, so
 * the 17 values around each chunk of a query hold all there is to find.
 *
 * About 48 bytes a hash, and 4 MiB besides.
 */
export interface HammingTables {
  /** How many hashes, from the first on, are in the tables. */
  readonly count: number;
  /** Where in `low` and `high` the hashes of each value begin, chunk after chunk; the last entry is their length. */
  readonly starts: Uint32Array;
  /** Which hash, 24 bits in two arrays: a quarter less than one of 32 bits. */
  readonly low: Uint16Array;
  readonly high: Uint8Array;
}

/** Hashes that tables can tell apart. */
export const MOST_HASHES = 2 ** 24;

/** The tables of the first `count` hashes of 32 bytes each. `hashes` begins at a multiple of 4 bytes. */
export function buildTables(hashes: Uint32Array, count: number): HammingTables {
  const chunks = new Uint16Array(hashes.buffer, hashes.byteOffset, count * CHUNKS);
  const starts = new Uint32Array(CHUNKS * CHUNK_VALUES + 1);
  const low = new Uint16Array(CHUNKS * count);
  const high = new Uint8Array(CHUNKS * count);
  const next = new Uint32Array(CHUNK_VALUES);
  for (let chunk = 0; chunk < CHUNKS; chunk++) {
    next.fill(0);
    for (let at = chunk; at < chunks.length; at += CHUNKS) next[chunks[at] ?? 0] = (next[chunks[at] ?? 0] ?? 0) + 1;
    let start = chunk * count;
    for (let value = 0; value < CHUNK_VALUES; value++) {
      const held = next[value] ?? 0;
      starts[chunk * CHUNK_VALUES + value] = start;
      next[value] = start;
      start += held;
    }
    for (let slot = 0, at = chunk; slot < count; slot++, at += CHUNKS) {
      const place = next[chunks[at] ?? 0] ?? 0;
      next[chunks[at] ?? 0] = place + 1;
      low[place] = slot;
      high[place] = slot >> 16;
    }
  }
  starts[CHUNKS * CHUNK_VALUES] = CHUNKS * count;
  return { count, starts, low, high };
}

/** What a search reports of each hash within the radius, some of them more than once: its place and its distance. */
export type OnFound = (slot: number, distance: number) => void;

/** Every hash in the tables within `radius` (at most 31) bits of the query, of `WORDS` words. */
export function searchTables(
  { count, starts, low, high }: HammingTables,
  hashes: Uint32Array,
  query: Uint32Array,
  radius: number,
  found: OnFound,
): void {
  const values = new Uint16Array(query.buffer, query.byteOffset, CHUNKS);
  // Hashes much alike fill few lists: then looking at each of them once, in order, is quicker.
  if (candidatesOf(starts, values) > count) return searchAll(hashes, 0, count, query, radius, found);
  for (let chunk = 0; chunk < CHUNKS; chunk++)
    for (let probe = 0; probe <= 16; probe++) {
      const list = listOf(values, chunk, probe);
      const end = starts[list + 1] ?? 0;
      for (let place = starts[list] ?? 0; place < end; place++) {
        const slot = (low[place] ?? 0) | ((high[place] ?? 0) << 16);
        const distance = distanceWithin(hashes, slot, query, radius);
        if (distance <= radius) found(slot, distance);
      }
    }
}

/** The same for the hashes in places `from` to before `to`, one after the other. */
export function searchAll(
  hashes: Uint32Array,
  from: number,
  to: number,
  query: Uint32Array,
  radius: number,
  found: OnFound,
): void {
  for (let slot = from; slot < to; slot++) {
    const distance = distanceWithin(hashes, slot, query, radius);
    if (distance <= radius) found(slot, distance);
  }
}

function candidatesOf(starts: Uint32Array, values: Uint16Array): number {
  let candidates = 0;
  for (let chunk = 0; chunk < CHUNKS; chunk++)
    for (let probe = 0; probe <= 16; probe++) {
      const list = listOf(values, chunk, probe);
      candidates += (starts[list + 1] ?? 0) - (starts[list] ?? 0);
    }
  return candidates;
}

/** Probe 0 is the chunk's own value, the others have one bit of it turned. */
function listOf(values: Uint16Array, chunk: number, probe: number): number {
  const turned = probe === 0 ? 0 : 1 << (probe - 1);
  return chunk * CHUNK_VALUES + ((values[chunk] ?? 0) ^ turned);
}

/** The distance, or any number over `radius` as soon as that is sure: of unrelated hashes after two words or three. */
function distanceWithin(hashes: Uint32Array, slot: number, query: Uint32Array, radius: number): number {
  const from = slot * WORDS;
  let distance = 0;
  for (let word = 0; word < WORDS && distance <= radius; word++)
    distance += bitsIn((hashes[from + word] ?? 0) ^ (query[word] ?? 0));
  return distance;
}

function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
