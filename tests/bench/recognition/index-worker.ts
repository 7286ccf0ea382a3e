import { Catalog, type NewWork } from '../../../lib/catalog/catalog.ts';
import { CatalogConnection } from '../../../lib/catalog/connection.ts';
import { type MeasureScope, type PictureAnswer, serveMeasuring } from '../../../lib/platform/fingerprint-worker.ts';
import { smallPicture } from '../../../lib/platform/small-picture.ts';
import { type LoadedIndex, loadIndex, searchWorks } from '../../../lib/platform/work-finder.ts';
import { lumaOf } from '../../../lib/recognition/luma.ts';
import { packPlace, unpackPlace } from '../../../lib/recognition/regional/anchors.ts';
import { FREQUENCIES, WORDS } from '../../../lib/recognition/regional/sign-descriptor.ts';
import { wholeQueriesOf } from '../../../lib/recognition/whole.ts';
import { indexBytes, WorksIndexMaker } from '../../../lib/recognition/works-index.ts';
import { randomFrom } from '../../support/draw-scene.ts';

/** What index-figures.ts asks of its Workers, one question each. */
export type IndexQuestion =
  | { readonly kind: 'register'; readonly pictures: readonly string[] }
  | { readonly kind: 'fill'; readonly tiles: string; readonly works: number }
  | { readonly kind: 'start' }
  | { readonly kind: 'search'; readonly pictures: readonly string[] }
  | { readonly kind: 'enlarge'; readonly tiles: string; readonly works: number; readonly pictures: readonly string[] };

export interface Registered {
  /** For each picture, and bytes of its thumbnail. */
  readonly taken: readonly Taken[];
  readonly thumbnails: readonly number[];
}

export interface Started {
  readonly taken: Taken;
  readonly works: number;
  /** Of anchors. */
  readonly anchors: number;
  readonly bytes: number;
}

export interface Searched {
  /** For each picture: all of the search, and milliseconds of the whole-picture look-up in it. */
  readonly taken: readonly Taken[];
  readonly lookUps: readonly number[];
  /** Pictures whose work was found. */
  readonly found: number;
}

const catalog = new Catalog(new CatalogConnection());
const LOOK_UPS = 50;

addEventListener(
  'message',
  (event: MessageEvent<IndexQuestion>) => {
    void answer(event.data).then((told) => postMessage(told));
  },
  { once: true },
);

/** Milliseconds that this thread has had a processor for; by the clock where the system does not tell. */
async function processorTime(): Promise<number> {
  const told = new Promise<number | null>((resolve) => {
    addEventListener('message', ({ data }: MessageEvent<number | null>) => resolve(data), { once: true });
  });
  postMessage('time');
  return (await told) ?? performance.now();
}

/** What something took: of the processor in this thread, and by the clock. */
export interface Taken {
  readonly processor: number;
  readonly clock: number;
}

async function timed<Answer>(run: () => Promise<Answer>): Promise<readonly [Answer, Taken]> {
  const before = await processorTime();
  const started = performance.now();
  const told = await run();
  const clock = performance.now() - started;
  return [told, { clock, processor: (await processorTime()) - before }];
}

async function answer(question: IndexQuestion): Promise<unknown> {
  if (question.kind === 'register') return register(question.pictures);
  if (question.kind === 'fill') return fill(question.tiles, question.works);
  if (question.kind === 'start') return (await start()).told;
  if (question.kind === 'search') return search((await start()).loaded, question.pictures);
  return enlarge(question.tiles, question.works, question.pictures);
}

/** As the page of works does. The work's id is the picture's address. */
async function register(pictures: readonly string[]): Promise<Registered> {
  const taken: Taken[] = [];
  const thumbnails: number[] = [];
  for (const [at, path] of pictures.entries()) {
    const file = await (await fetch(path)).blob();
    const [measured, each] = await timed(() => measure(file));
    if (measured.kind === 'failed') throw new Error(`${path}: ${measured.why}`);
    // The first two compile and fill caches.
    if (at > 1) taken.push(each);
    thumbnails.push(measured.pictures.luma.length);
    const { fingerprint, width, height, pictures: shown } = measured;
    await catalog.add([newWork(path, fingerprint, shown.luma, { width, height })]);
  }
  return { taken, thumbnails };
}

function measure(file: Blob): Promise<PictureAnswer> {
  return new Promise((resolve) => {
    const scope: MeasureScope = { onmessage: null, postMessage: ({ answer: measured }) => resolve(measured) };
    serveMeasuring(scope);
    scope.onmessage?.(new MessageEvent('message', { data: { id: 1, file } }));
  });
}

async function fill(tiles: string, works: number): Promise<number> {
  let batch: NewWork[] = [];
  let filled = 0;
  for (const { fingerprint, thumbnail } of await worksOf(tiles, works)) {
    batch.push(newWork(crypto.randomUUID(), fingerprint, thumbnail, { width: 960, height: 960 }));
    filled += 1;
    if (batch.length < 256 && filled < works) continue;
    await catalog.add(batch);
    batch = [];
  }
  await catalog.add(batch);
  return filled;
}

let lastFile = 0;

function newWork(
  id: string,
  fingerprint: Uint8Array,
  luma: Uint8Array<ArrayBuffer>,
  size: { readonly width: number; readonly height: number },
): NewWork {
  lastFile += 1;
  const sha256 = `${id.startsWith('/') ? 'a' : 'b'}${lastFile.toString(16).padStart(8, '0')}`.padStart(64, '0');
  const facts = { signer: null, hasRecord: false, creator: 'A. Photographer', credit: null, copyright: null };
  const words = { title: 'Evening on the quay', creator: 'A. Photographer', licence: '', notes: '' };
  const added = new Date(lastFile * 1000).toISOString();
  const work = { id, ...words, ...size, name: 'quay-0001.jpg', added, sha256, iscc: null, isWholeOnly: false, facts };
  return { work, fingerprint, pictures: { shown: luma, shownType: 'image/webp', luma } };
}

async function start(): Promise<{ readonly loaded: LoadedIndex; readonly told: Started }> {
  const [loaded, taken] = await timed(() => loadIndex(catalog));
  const { ids, index } = loaded;
  const { works, firsts } = index.anchors;
  return {
    loaded,
    told: { taken, works, anchors: firsts[works] ?? 0, bytes: indexBytes(index) + ids.byteLength },
  };
}

/** A copy of the picture registered from /work/N is at /copy/N/…. */
async function search(loaded: LoadedIndex, pictures: readonly string[]): Promise<Searched> {
  const taken: Taken[] = [];
  const lookUps: number[] = [];
  let found = 0;
  for (const [at, path] of pictures.entries()) {
    const picture = await smallPicture(await (await fetch(path)).blob(), false);
    if (picture === null || picture === 'too-large') throw new Error(`${path} cannot be read.`);
    const luma = lumaOf(picture.small);
    const [works, each] = await timed(() => searchWorks(catalog, loaded, luma, () => false));
    const [, , number] = path.split('/');
    if (works.some(({ work }) => work === `/work/${number}`)) found += 1;
    const { hashes } = wholeQueriesOf(luma);
    const [, looked] = await timed(async () => {
      for (let time = 0; time < LOOK_UPS; time += 1) loaded.index.wholes.search(hashes);
    });
    // The first two compile and fill caches.
    if (at < 2) continue;
    taken.push(each);
    lookUps.push(looked.processor / LOOK_UPS);
  }
  return { taken, lookUps, found };
}

/** An index in memory only: the works of the file again and again, each time with other signs of all turned over. */
async function enlarge(
  tiles: string,
  works: number,
  pictures: readonly string[],
): Promise<{ readonly started: Started; readonly searched: Searched }> {
  const real = (await worksOf(tiles, works)).map(({ fingerprint }) => fingerprint);
  const { ids } = (await start()).loaded;
  const [index, taken] = await timed(async () => {
    const maker = new WorksIndexMaker(works);
    for (let at = 0; at < works; at += 1)
      maker.add(turnedOver(real[at % real.length] ?? NOTHING, Math.floor(at / real.length)));
    return maker.make();
  });
  const anchors = index.anchors.firsts[works] ?? 0;
  // Ids of more works would be as long as those there are.
  const bytes = indexBytes(index) + (ids.byteLength / Math.max(1, real.length)) * works;
  return { started: { taken, works, anchors, bytes }, searched: await search({ ids, index }, pictures) };
}

function turnedOver(fingerprint: Uint8Array, time: number): Uint8Array {
  const words = new Uint32Array(fingerprint.slice().buffer);
  const next = randomFrom(time);
  const masks = Array.from({ length: 4 }, () => (time === 0 ? 0 : next() * 2 ** 32));
  const signs = 1 + 8 + (fingerprint[3] ?? 0) * WORDS;
  for (let at = 1; at < signs; at += 1) words[at] = (words[at] ?? 0) ^ (masks[(at + 3) % 4] ?? 0);
  return new Uint8Array(words.buffer);
}

interface TileWork {
  readonly fingerprint: Uint8Array;
  readonly thumbnail: Uint8Array<ArrayBuffer>;
}

/** The works of a file that tiles.ts made, then the same mirrored, until there are enough of them. */
async function worksOf(tiles: string, works: number): Promise<readonly TileWork[]> {
  const bytes = new Uint8Array(await (await fetch(tiles)).arrayBuffer());
  const view = new DataView(bytes.buffer);
  const real: TileWork[] = [];
  for (let at = 0; at + 4 <= bytes.length && real.length < works;) {
    const from = at + 4;
    const end = from + view.getUint16(at, true);
    at = end + view.getUint16(at + 2, true);
    real.push({ fingerprint: bytes.slice(from, end), thumbnail: bytes.slice(end, at) });
  }
  const mirrored = real
    .slice(0, works - real.length)
    .map((tile) => ({ ...tile, fingerprint: mirror(tile.fingerprint) }));
  return [...real, ...mirrored];
}

/** Odd frequencies across change their signs, in the hash of the whole as in descriptors; places lie the other way. */
function mirror(fingerprint: Uint8Array): Uint8Array {
  const words = new Uint32Array(fingerprint.slice().buffer);
  const count = fingerprint[3] ?? 0;
  for (let word = 1; word <= 8; word += 1) words[word] = (words[word] ?? 0) ^ 0x55555555;
  const masks = new Uint32Array(WORDS);
  for (const [bit, [across]] of FREQUENCIES.entries())
    if (across % 2 === 1) masks[bit >> 5] = (masks[bit >> 5] ?? 0) | (1 << (bit & 31));
  const places = 9 + count * WORDS;
  for (let at = 9; at < places; at += 1) words[at] = (words[at] ?? 0) ^ (masks[(at - 9) % WORDS] ?? 0);
  for (let at = places; at < places + count; at += 1) {
    const place = unpackPlace(words[at] ?? 0);
    words[at] = packPlace({ ...place, x: 1 - place.x });
  }
  return new Uint8Array(words.buffer);
}

const NOTHING = new Uint8Array();
