import { HammingIndex } from '../../../lib/recognition/hamming-index.ts';
import { searchAll } from '../../../lib/recognition/hamming-tables.ts';
import { imageCodeOf } from '../../../lib/recognition/iscc.ts';
import { lumaOf } from '../../../lib/recognition/luma.ts';
import { PDQ_RADIUS } from '../../../lib/recognition/pdq.ts';
import { wholeFingerprintOf, wholeQueriesOf } from '../../../lib/recognition/whole.ts';
import { drawScene, randomFrom } from '../../support/draw-scene.ts';

/** What whole-figures.ts asks of its Worker. */
export interface WholeQuestion {
  readonly works: readonly number[];
  /** Look-ups a run, and runs. */
  readonly lookUps: number;
  readonly times: number;
}

export interface WholeAnswer {
  readonly indexes: readonly {
    readonly works: number;
    /** Milliseconds a look-up under all eight orientations: the mean of each run's. */
    readonly lookUp: readonly number[];
    /** The same by comparing all works one by one. */
    readonly oneByOne: readonly number[];
    readonly bytes: number;
    /** Share of the copies put in that were found, of 1. */
    readonly recall: number;
  }[];
  /** Milliseconds for a picture of 1200 × 800. */
  readonly register: readonly number[];
  readonly query: readonly number[];
  readonly imageCode: readonly number[];
}

addEventListener('message', ({ data }: MessageEvent<WholeQuestion>) => postMessage(answer(data)));

function answer({ works, lookUps, times }: WholeQuestion): WholeAnswer {
  const scene = drawScene(1200, 800, 1);
  const luma = lumaOf(scene);
  return {
    indexes: works.map((count) => measureIndex(count, lookUps, times)),
    register: timesOf(times, () => wholeFingerprintOf(luma)),
    query: timesOf(times, () => wholeQueriesOf(luma)),
    imageCode: timesOf(times, () => imageCodeOf(scene)),
  };
}

function measureIndex(works: number, lookUps: number, times: number): WholeAnswer['indexes'][number] {
  const next = randomFrom(works);
  const hashes = new Uint8Array(works * 32);
  randomBytes(hashes, next);
  const keys = Uint32Array.from({ length: works }, (_, at) => at);
  const index = HammingIndex.of(keys, hashes);
  // Every second picture is a copy, 20 bits off, of some work under some orientation.
  const pictures = Array.from({ length: lookUps }, (_, at) => {
    const key = at % 2 === 0 ? null : Math.trunc(next() * works);
    const queries = Array.from({ length: 8 }, () => randomBytes(new Uint8Array(32), next));
    if (key !== null) queries[at % 8] = copyOf(hashes.slice(key * 32, key * 32 + 32), next);
    return { key, queries };
  });
  const copies = pictures.filter(({ key }) => key !== null);
  const found = copies.filter(({ key, queries }) => index.search(queries).some((match) => match.key === key));
  const words = new Uint32Array(hashes.buffer);
  const compareAll = ({ queries }: (typeof pictures)[number]): void => {
    for (const query of queries) searchAll(words, 0, works, new Uint32Array(query.buffer), PDQ_RADIUS, () => undefined);
  };
  const ofEach = (run: () => void, each: number) => timesOf(times, run).map((taken) => taken / each);
  return {
    works,
    lookUp: ofEach(() => pictures.forEach(({ queries }) => index.search(queries)), pictures.length),
    oneByOne: ofEach(() => pictures.slice(0, 2).forEach(compareAll), 2),
    bytes: index.byteLength,
    recall: found.length / copies.length,
  };
}

function randomBytes(bytes: Uint8Array, next: () => number): Uint8Array {
  for (let at = 0; at < bytes.length; at++) bytes[at] = next() * 256;
  return bytes;
}

/** 20 bits off, in as many bytes. */
function copyOf(hash: Uint8Array, next: () => number): Uint8Array {
  for (let byte = 0; byte < 20; byte++) hash[byte] = (hash[byte] ?? 0) ^ (1 << Math.trunc(next() * 8));
  return hash;
}

/** Milliseconds of each run; the first two, which compile and fill caches, are left out. */
function timesOf(times: number, run: () => unknown): readonly number[] {
  const taken: number[] = [];
  for (let at = -2; at < times; at++) {
    const start = performance.now();
    run();
    if (at >= 0) taken.push(performance.now() - start);
  }
  return taken;
}
