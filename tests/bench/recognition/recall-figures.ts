import { lumaOf } from '../../../lib/recognition/luma.ts';
import {
  evidenceOf,
  fingerprintOf,
  indexWorks,
  layWorks,
  LIKELY,
  matchOf,
  type Fingerprint,
  type WorkIndex,
  type WorkMatch,
} from '../../../lib/recognition/recognize.ts';
import { ANCHOR_BYTES } from '../../../lib/recognition/regional/anchors.ts';
import type { Raster } from '../../../lib/model/raster.ts';
import { randomFrom } from '../../support/draw-scene.ts';
import { exceedance } from '../extreme-value.ts';
import { figure, type Figure } from '../figure.ts';
import { TRANSFORMATIONS, type Transformation } from './transformations.ts';
import type { Pictures, Stranger, Work } from './works.ts';

const NEVER = { spent: () => false };
const SHARES = ['tuning', 'held-out'] as const;
/** Searches of which the largest wrong evidence goes into the fit. */
const BLOCK = 20;

interface Registered {
  readonly work: Work;
  readonly picture: Raster;
  readonly fingerprint: Fingerprint;
}

/** What all searches add up to. */
class Tally {
  readonly milliseconds: number[] = [];
  /** The most that spoke for a wrong work, of each search. */
  readonly wrong: number[] = [];
  /** What was said wrongly, in words. */
  readonly falses: string[] = [];
  pairs = 0;
}

/** How many copies are recognized after each transformation, how many strangers, and what it costs. */
export async function recallFigures({ works, strangers }: Pictures): Promise<readonly Figure[]> {
  const registering: number[] = [];
  const registered: Registered[] = [];
  for (const work of works) {
    const picture = await work.read();
    const luma = lumaOf(picture);
    const started = processorTime();
    const fingerprint = fingerprintOf(luma);
    registering.push(processorTime() - started);
    registered.push({ work, picture, fingerprint });
    process.stderr.write(`Registered ${registered.length} of ${works.length}\r`);
  }
  process.stderr.write('\n');
  const index = indexWorks(registered.map(({ fingerprint }) => fingerprint));
  const tally = new Tally();
  const figures: Figure[] = [];
  for (const transformation of TRANSFORMATIONS)
    figures.push(...(await transformationFigures(transformation, registered, index, tally)));
  const searched = await searchStrangers(strangers, registered, index, tally);
  for (const line of tally.falses) process.stderr.write(`False: ${line}\n`);
  return [...figures, ...falseFigures(tally, searched, works.length), ...costFigures(registering, tally, registered)];
}

async function transformationFigures(
  transformation: Transformation,
  registered: readonly Registered[],
  index: WorkIndex,
  tally: Tally,
): Promise<readonly Figure[]> {
  const found = { tuning: 0, 'held-out': 0 };
  const made = { tuning: 0, 'held-out': 0 };
  const draw = TRANSFORMATIONS.indexOf(transformation);
  for (const [at, { work, picture }] of registered.entries()) {
    const copy = await transformation.make(picture, randomFrom(at * 100 + draw));
    made[work.share]++;
    if (await search(index, copy, at, `${transformation.name} of ${work.name}`, tally)) found[work.share]++;
    else process.stderr.write(`Missed: ${transformation.name} of ${work.name}\n`);
  }
  process.stderr.write(
    `${transformation.name}: ${SHARES.map((share) => `${found[share]} of ${made[share]} ${share}`).join(', ')}\n`,
  );
  return SHARES.map((share) =>
    figure({
      name: `copies recognized, ${share} works`,
      in: 'node',
      of: `${transformation.name}: ${found[share]} of ${made[share]}`,
      unit: 'percent',
      runs: made[share] === 0 ? [] : [(100 * found[share]) / made[share]],
      target: share === 'tuning' ? null : { atLeast: transformation.target, unit: 'percent' },
    }),
  );
}

/** Whether the work at `own` is found; what else is goes into the tally. */
async function search(index: WorkIndex, picture: Raster, own: number, name: string, tally: Tally): Promise<boolean> {
  const luma = lumaOf(picture);
  const matches = new Map<number, WorkMatch>();
  let wrong = 0;
  const started = processorTime();
  for await (const laid of layWorks(index, luma, NEVER)) {
    if (laid.work !== own) wrong = Math.max(wrong, evidenceOf(laid.verification));
    const match = matchOf(laid, luma);
    if (match !== null) matches.set(laid.work, match);
  }
  tally.milliseconds.push(processorTime() - started);
  tally.wrong.push(wrong);
  tally.pairs += index.anchors.works - (own < 0 ? 0 : 1);
  for (const { work, sureness, verification } of matches.values())
    if (work !== own) tally.falses.push(`${name}: work ${work}, ${sureness}, ${evidenceOf(verification).toFixed(1)}`);
  return matches.has(own);
}

async function searchStrangers(
  strangers: readonly Stranger[],
  registered: readonly Registered[],
  index: WorkIndex,
  tally: Tally,
): Promise<Readonly<Record<Stranger['kind'], number>>> {
  const searched = { photograph: 0, graphic: 0 };
  for (const stranger of strangers) {
    const picture = await stranger.read();
    if (picture === null) continue;
    searched[stranger.kind]++;
    await search(index, picture, -1, stranger.name, tally);
    process.stderr.write(`Strangers: ${searched.photograph + searched.graphic} to ${registered.length} works\r`);
  }
  process.stderr.write('\n');
  return searched;
}

function falseFigures(
  { wrong, falses, pairs }: Tally,
  searched: Readonly<Record<Stranger['kind'], number>>,
  works: number,
): readonly Figure[] {
  const among = `${pairs} pairs, ${searched.photograph} photographs and ${searched.graphic} graphics among the strangers`;
  return [
    figure({
      name: 'works seen where they are not',
      in: 'node',
      of: among,
      unit: 'pictures',
      runs: [falses.length],
      target: { atMost: 0, unit: 'pictures' },
    }),
    figure({
      name: 'most evidence for a wrong work',
      in: 'node',
      of: `${LIKELY} needed`,
      unit: 'nats',
      runs: [wrong.reduce((one, other) => Math.max(one, other), 0)],
    }),
    figure({
      name: 'false matches that a Gumbel fit allows, a picture and a work',
      in: 'node',
      of: among,
      unit: 'per million',
      runs: wrong.length < 3 * BLOCK ? [] : [(1e6 * exceedance(wrong, BLOCK, LIKELY)) / works],
      target: { atMost: 0.001, unit: 'per million' },
    }),
  ];
}

function costFigures(
  registering: readonly number[],
  { milliseconds }: Tally,
  registered: readonly Registered[],
): readonly Figure[] {
  const anchors = registered.reduce((sum, { fingerprint }) => sum + fingerprint.anchors.count, 0);
  return [
    figure({
      name: 'registration, processor time',
      in: 'node',
      unit: 'ms',
      runs: registering,
      target: { atMost: 150, unit: 'ms' },
    }),
    figure({
      name: 'search, processor time',
      in: 'node',
      of: `${registered.length} works`,
      unit: 'ms',
      runs: milliseconds,
      target: { atMost: 250, unit: 'ms' },
    }),
    figure({
      name: 'anchors, a work',
      in: 'node',
      unit: 'bytes',
      runs: [(anchors * ANCHOR_BYTES) / Math.max(1, registered.length)],
    }),
  ];
}

/** Milliseconds of this thread, which other programs of the machine do not lengthen. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
