import { parentPort, workerData } from 'node:worker_threads';
import { lumaOf } from '../../../lib/recognition/luma.ts';
import {
  evidenceOf,
  fingerprintOf,
  indexWorks,
  layWorks,
  matchOf,
  type Fingerprint,
  type WorkIndex,
} from '../../../lib/recognition/recognize.ts';
import type { Raster } from '../../../lib/model/raster.ts';
import { randomFrom } from '../../support/draw-scene.ts';
import type { FromThread, Laid, Part, Searched, ToThread } from './recall-messages.ts';
import { TRANSFORMATIONS } from './transformations.ts';
import { preparePictures } from './works.ts';

/** Registers and searches its part of all pictures, as recall-figures.ts asks, and posts what comes of each. */
const { part, works: workNames, strangers: strangerNames } = workerData as Part;
const NEVER = { spent: () => false };

const pictures = await preparePictures();
const works = pictures.works.filter(({ name }) => workNames.includes(name));
const strangers = pictures.strangers.filter(({ name }) => strangerNames.has(name));
const mine = <Item>(_: Item, at: number): boolean => at % part.of === part.at;

parentPort?.on('message', (message: ToThread) => {
  void (message.kind === 'register' ? register() : searchAll(message.fingerprints));
});
post({ kind: 'ready' });

async function register(): Promise<void> {
  for (const [at, work] of works.entries()) {
    if (!mine(work, at)) continue;
    const luma = lumaOf(await work.read());
    const started = processorTime();
    const fingerprint = fingerprintOf(luma);
    post({ kind: 'registered', work: at, fingerprint, milliseconds: processorTime() - started });
  }
  post({ kind: 'done' });
}

async function searchAll(fingerprints: readonly Fingerprint[]): Promise<void> {
  const index = indexWorks(fingerprints);
  for (const [draw, { name, make }] of TRANSFORMATIONS.entries())
    for (const [at, work] of works.entries()) {
      if (!mine(work, at)) continue;
      const copy = await make(await work.read(), randomFrom(at * 100 + draw));
      await search(index, copy, at, { kind: 'copy', of: name, share: work.share, name: work.name, source: work.name });
    }
  for (const stranger of strangers.filter(mine)) {
    const picture = await stranger.read();
    const { kind, name, source } = stranger;
    const own = works.findIndex((work) => work.name === source);
    if (picture !== null) await search(index, picture, own, { kind, of: null, share: null, name, source });
  }
  post({ kind: 'done' });
}

/** Looks for works; `own` is no stranger. */
async function search(index: WorkIndex, picture: Raster, own: number, query: Searched['query']): Promise<void> {
  const luma = lumaOf(picture);
  const laidWorks: Laid[] = [];
  const started = processorTime();
  for await (const laid of layWorks(index, luma, NEVER)) {
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
