import { parentPort, workerData } from 'node:worker_threads';
import { packFingerprint } from '../../../lib/recognition/fingerprint-bytes.ts';
import { lumaOf } from '../../../lib/recognition/luma.ts';
import {
  evidenceOf,
  fingerprintOf,
  indexWorks,
  layWorks,
  matchOf,
  type WorkIndex,
} from '../../../lib/recognition/recognize.ts';
import { decodeThumbnail, encodeThumbnail } from '../../../lib/recognition/regional/thumbnail-codec.ts';
import { WorksIndexMaker, wholeCandidates, type WorksIndex } from '../../../lib/recognition/works-index.ts';
import type { Anchors } from '../../../lib/recognition/regional/anchors.ts';
import { WORDS } from '../../../lib/recognition/regional/sign-descriptor.ts';
import { wholeFingerprintOf } from '../../../lib/recognition/whole.ts';
import type { Raster } from '../../../lib/model/raster.ts';
import { randomFrom } from '../../support/draw-scene.ts';
import type { Fingerprint, FromThread, Laid, Limits, Part, Searched, ToThread } from './recall-messages.ts';
import type { Stranger } from './strangers.ts';
import { TRANSFORMATIONS } from './transformations.ts';
import { preparePictures, type Share } from './works.ts';

/** Registers and searches its part of all pictures, as recall-figures.ts asks, and posts what comes of each. */
const { part, works: workNames, strangers: strangerNames } = workerData as Part;
interface Index extends WorkIndex {
  readonly wholes: WorksIndex;
}

const NEVER = { spent: () => false };

const pictures = await preparePictures();
const works = pictures.works.filter(({ name }) => workNames.includes(name));
const strangers = pictures.strangers.filter(({ name }) => strangerNames.has(name));
const mine = <Item>(_: Item, at: number): boolean => at % part.of === part.at;

parentPort?.on('message', (message: ToThread) => {
  void (message.kind === 'register' ? register() : searchAll(message.fingerprints, message.limits));
});
post({ kind: 'ready' });

async function register(): Promise<void> {
  for (const [at, work] of works.entries()) {
    if (!mine(work, at)) continue;
    const luma = lumaOf(await work.read());
    const started = processorTime();
    const { thumbnail: small, ...regional } = fingerprintOf(luma);
    const kept = encodeThumbnail(small);
    const whole = wholeFingerprintOf(luma);
    const milliseconds = processorTime() - started;
    // Copies are compared with what is kept of a work.
    const fingerprint = { ...regional, ...whole, thumbnail: decodeThumbnail(kept) ?? small };
    post({ kind: 'registered', work: at, fingerprint, milliseconds });
  }
  post({ kind: 'done' });
}

/** As the product builds it, of packed fingerprints. */
function indexOf(fingerprints: readonly Fingerprint[]): WorksIndex {
  const maker = new WorksIndexMaker(fingerprints.length);
  for (const fingerprint of fingerprints) maker.add(packFingerprint(fingerprint));
  return maker.make();
}

async function searchAll(registered: readonly Fingerprint[], { minutes, anchors }: Limits): Promise<void> {
  const fingerprints = registered.map((each) => ({ ...each, anchors: steadiest(each.anchors, anchors) }));
  const index: Index = { ...indexWorks(fingerprints), wholes: indexOf(fingerprints) };
  const end = performance.now() + minutes * 60_000;
  const work = (at: number) => (): Promise<void> => searchCopies(index, at);
  const stranger = (one: Stranger) => (): Promise<void> => searchStranger(index, one);
  const places = [...works.keys()].filter((at) => mine(at, at));
  const ofShare = (...shares: readonly Share[]) => places.filter((at) => shares.includes(works[at]?.share ?? 'tuning'));
  const ofKind = (kind: Stranger['kind']) => strangers.filter(mine).filter((one) => one.kind === kind);
  // What matters most comes first, for a run may be shorter than all of it.
  const tasks = [
    ...shuffled([...ofShare('held-out').map(work), ...ofKind('photograph').map(stranger)]),
    ...shuffled([...ofShare('seen', 'tuning').map(work), ...ofKind('graphic').map(stranger)]),
  ];
  for (const task of tasks) if (performance.now() < end) await task();
  post({ kind: 'done' });
}

/** The first are the steadiest, and those that an index of very many works keeps. */
function steadiest({ count, descriptors, places }: Anchors, most: number): Anchors {
  const kept = Math.min(count, most);
  return { count: kept, descriptors: descriptors.subarray(0, kept * WORDS), places: places.subarray(0, kept) };
}

/** The same order each time. */
function shuffled<Item>(items: readonly Item[]): readonly Item[] {
  const next = randomFrom(items.length);
  const places = new Map(items.map((item) => [item, next()]));
  return items.toSorted((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0));
}

async function searchCopies(index: Index, at: number): Promise<void> {
  const work = works[at];
  if (work === undefined) return;
  const { name, share } = work;
  const picture = await work.read();
  for (const [draw, { name: of, make }] of TRANSFORMATIONS.entries()) {
    const copy = await make(picture, randomFrom(at * 100 + draw));
    await search(index, copy, at, { kind: 'copy', of, share, name, source: name });
  }
}

async function searchStranger(index: Index, { kind, name, source, read }: Stranger): Promise<void> {
  const picture = await read();
  const own = works.findIndex((work) => work.name === source);
  if (picture !== null) await search(index, picture, own, { kind, of: null, share: null, name, source });
}

/** Looks for works; `own` is no stranger. */
async function search(index: Index, picture: Raster, own: number, query: Searched['query']): Promise<void> {
  const luma = lumaOf(picture);
  const laidWorks: Laid[] = [];
  const started = processorTime();
  for await (const laid of layWorks(index, luma, NEVER, wholeCandidates(index.wholes, luma))) {
    const { pose: _, ...verification } = laid.verification;
    const sureness = matchOf(laid, luma)?.sureness ?? null;
    laidWorks.push({
      ...verification,
      work: laid.work,
      votes: laid.votes,
      sureness,
      evidence: evidenceOf(laid.verification),
    });
  }
  const milliseconds = processorTime() - started;
  post({
    kind: 'searched',
    searched: {
      query,
      milliseconds,
      pairs: index.anchors.works - (own < 0 ? 0 : 1),
      own: strongestOf(laidWorks.filter(({ work }) => work === own)),
      wrong: strongestOf(laidWorks.filter(({ work }) => work !== own)),
    },
  });
}

/** A match before others, then by evidence. */
function strongestOf(laid: readonly Laid[]): Laid | null {
  const rank = ({ sureness, evidence }: Laid): number => evidence + (sureness === null ? 0 : 1e6);
  return laid.toSorted((one, other) => rank(other) - rank(one))[0] ?? null;
}

function post(message: FromThread): void {
  parentPort?.postMessage(message);
}

/** Milliseconds of this thread, which other programs of the machine do not lengthen. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
