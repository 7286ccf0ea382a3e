import type { Sighting } from '../model/work.ts';
import type { Catalog, NewWork } from './catalog.ts';
import { parseSighting, parseWork } from './parse-entry.ts';
import { fingerprintsOf } from './shards.ts';
import type { Sightings } from './sightings.ts';

/** Why a file was not taken in. Nothing of it was, where it is not `stopped`. */
export type ImportProblem = 'no-catalog' | 'newer' | 'corrupt' | 'too-large' | 'full' | 'refused';

export type Imported =
  | { readonly kind: 'imported'; readonly added: number; readonly known: number }
  | { readonly kind: 'failed'; readonly why: ImportProblem; readonly added: number };

/** First line of a file; raise the version when a reader of before would go wrong. */
const HEAD = { whence: 'works', version: 1 } as const;
/** Characters of one line: a work with its pictures is about 40,000. */
const MAX_LINE = 512 * 1024;
const MAX_FILE_BYTES = 8 * 1024 ** 3;
const MAX_WORKS = 1_000_000;
/** Works written at once. */
const BATCH = 32;

/** The whole catalog as lines of JSON, each at most 512 kB: a head, works with their pictures, then sightings. */
export async function* writeCatalog(catalog: Catalog, sightings: Sightings): AsyncGenerator<string> {
  yield `${JSON.stringify(HEAD)}\n`;
  for await (const shard of catalog.shards())
    for (const { work: id, fingerprint } of fingerprintsOf(shard)) {
      const [work, pictures] = await Promise.all([catalog.work(id), catalog.pictures(id)]);
      if (work === null || pictures === null) continue;
      const { shown, luma, shownType } = pictures;
      const bytes = { fingerprint: base64(fingerprint), shown: base64(shown), luma: base64(luma) };
      yield `${JSON.stringify({ work, ...bytes, shownType })}\n`;
    }
  for (const sighting of await sightings.list(null, MAX_SIGHTINGS)) yield `${JSON.stringify({ sighting })}\n`;
}

const MAX_SIGHTINGS = 100_000;

/**
 * Takes in a file that `writeCatalog` made. It is read twice: first to see that all of it is sound, then to store it, so
 * that a corrupt file leaves nothing behind. Works that are there already are left as they are.
 */
export async function readCatalog(file: Blob, catalog: Catalog, sightings: Sightings): Promise<Imported> {
  let added = 0;
  let known = 0;
  try {
    if (file.size > MAX_FILE_BYTES) throw new Refused('too-large');
    const entries = entriesOf(file);
    while ((await entries.next()).done !== true);
    let batch: NewWork[] = [];
    const store = async (): Promise<void> => {
      const stored = await catalog.add(batch);
      added += stored.length;
      known += batch.length - stored.length;
      batch = [];
    };
    for await (const entry of entriesOf(file)) {
      if (entry.kind === 'sighting') {
        await store();
        await sightings.restore(entry.sighting);
      } else if (batch.push(entry.work) >= BATCH) await store();
    }
    await store();
    return { kind: 'imported', added, known };
  } catch (error) {
    const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
    return { kind: 'failed', why: error instanceof Refused ? error.why : isFull ? 'full' : 'refused', added };
  }
}

class Refused extends Error {
  readonly why: ImportProblem;

  constructor(why: ImportProblem) {
    super(why);
    this.why = why;
  }
}

type Entry =
  { readonly kind: 'work'; readonly work: NewWork } | { readonly kind: 'sighting'; readonly sighting: Sighting };

/** @throws Refused at the first line that is not as it should be. */
async function* entriesOf(file: Blob): AsyncGenerator<Entry> {
  let line = 0;
  let works = 0;
  for await (const text of linesOf(file)) {
    line += 1;
    const value = parseLine(text);
    if (line === 1) {
      checkHead(value);
      continue;
    }
    const work = parseWork(value);
    const sighting = work === null ? parseSighting(value) : null;
    if (work !== null) yield { kind: 'work', work };
    else if (sighting !== null) yield { kind: 'sighting', sighting };
    else throw new Refused('corrupt');
    works += work === null ? 0 : 1;
    if (works > MAX_WORKS) throw new Refused('too-large');
  }
  if (line === 0) throw new Refused('no-catalog');
}

function checkHead(value: unknown): void {
  const head = value as Partial<Record<keyof typeof HEAD, unknown>> | null;
  if (head?.whence !== HEAD.whence || typeof head.version !== 'number') throw new Refused('no-catalog');
  if (head.version > HEAD.version) throw new Refused('newer');
}

function parseLine(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused('corrupt');
  }
}

async function* linesOf(file: Blob): AsyncGenerator<string> {
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const lines = (rest + next.value).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') yield cut(line);
      cut(rest);
    }
    if (rest !== '') yield cut(rest);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function cut(line: string): string {
  if (line.length > MAX_LINE) throw new Refused('corrupt');
  return line;
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 8192)
    text += String.fromCharCode(...bytes.subarray(from, from + 8192));
  return btoa(text);
}
