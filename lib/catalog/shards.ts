import type { Shard } from './database.ts';

/**
 * Works of a shard: some 0.7 MB. Chromium reads values of more than 64 kB one after the other, so many small ones take
 * longer; a larger one would be long to write again with every few works. Shards of other sizes are read as well.
 */
export const SHARD_WORKS = 1024;

export interface Fingerprinted {
  readonly work: string;
  readonly fingerprint: Uint8Array;
}

export function emptyShard(number: number): Shard {
  return { number, works: [], ends: new Uint32Array(0), bytes: new Uint8Array(0) };
}

/** The fingerprints of a shard, in order, without those of deleted works. The bytes are views, not copies. */
export function* fingerprintsOf({ works, ends, bytes }: Shard): Generator<Fingerprinted> {
  let start = 0;
  for (let at = 0; at < works.length; at += 1) {
    const work = works[at] ?? '';
    const end = ends[at] ?? start;
    if (work !== '' && end <= bytes.length && start <= end) yield { work, fingerprint: bytes.subarray(start, end) };
    start = end;
  }
}

/** The shard with works added, as many as it takes, and those that were left. */
export function filled(
  shard: Shard,
  added: readonly Fingerprinted[],
): { readonly shard: Shard; readonly left: readonly Fingerprinted[] } {
  const room = Math.max(0, SHARD_WORKS - shard.works.length);
  return { shard: packed(shard.number, [...allOf(shard), ...added.slice(0, room)]), left: added.slice(room) };
}

/** The shard with other entries in the places of some works', by their ids; places stay, so that those of others do. */
export function replaced(shard: Shard, by: ReadonlyMap<string, Fingerprinted>): Shard {
  const all = allOf(shard).map((each) => by.get(each.work) ?? each);
  return packed(shard.number, all);
}

function allOf({ works, ends, bytes }: Shard): readonly Fingerprinted[] {
  return works.map((work, at) => ({ work, fingerprint: bytes.subarray(at === 0 ? 0 : ends[at - 1], ends[at]) }));
}

function packed(number: number, all: readonly Fingerprinted[]): Shard {
  const ends = new Uint32Array(all.length);
  const bytes = new Uint8Array(all.reduce((sum, { fingerprint }) => sum + fingerprint.length, 0));
  let end = 0;
  for (const [at, { fingerprint }] of all.entries()) {
    bytes.set(fingerprint, end);
    end += fingerprint.length;
    ends[at] = end;
  }
  return { number, works: all.map(({ work }) => work), ends, bytes };
}
