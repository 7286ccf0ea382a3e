import { buildAnchorIndex } from '../../../lib/recognition/regional/anchor-index.ts';
import { lumaOf } from '../../../lib/recognition/luma.ts';
import {
  evidenceOf,
  findWorks,
  fingerprintOf,
  indexWorks,
  type Fingerprint,
  type WorkIndex,
} from '../../../lib/recognition/recognize.ts';
import type { Raster } from '../../../lib/model/raster.ts';
import { randomFrom } from '../../support/draw-scene.ts';
import { figure, type Figure } from '../figure.ts';
import { TRANSFORMATIONS } from './transformations.ts';
import type { Pictures, Work } from './works.ts';

const NEVER = { spent: () => false };
const SHARES = ['tuning', 'held-out'] as const;

interface Registered {
  readonly work: Work;
  readonly picture: Raster;
  readonly fingerprint: Fingerprint;
}

/** How many copies are recognized after each transformation, how many strangers, and what it costs. */
export async function recallFigures({ works, strangers }: Pictures): Promise<readonly Figure[]> {
  const registering: number[] = [];
  const searching: number[] = [];
  const registered: Registered[] = [];
  for (const work of works) {
    const picture = await work.read();
    const luma = lumaOf(picture);
    const started = performance.now();
    const fingerprint = fingerprintOf(luma);
    registering.push(performance.now() - started);
    registered.push({ work, picture, fingerprint });
    process.stderr.write(`Registered ${registered.length} of ${works.length}\r`);
  }
  process.stderr.write('\n');
  const index = indexWorks(registered.map(({ fingerprint }) => fingerprint));
  const falses: string[] = [];
  const figures: Figure[] = [];
  for (const transformation of TRANSFORMATIONS) {
    const found = { tuning: 0, 'held-out': 0 };
    const made = { tuning: 0, 'held-out': 0 };
    const missed: string[] = [];
    for (const [at, { work, picture }] of registered.entries()) {
      const copy = await transformation.make(picture, randomFrom(at * 100 + TRANSFORMATIONS.indexOf(transformation)));
      const hits = await search(index, copy, searching);
      made[work.share]++;
      if (hits.some((hit) => hit.work === at)) found[work.share]++;
      else missed.push(work.name);
      for (const hit of hits)
        if (hit.work !== at)
          falses.push(
            `${transformation.name} of ${work.name}: ${registered[hit.work]?.work.name}, ${evidenceOf(hit.verification).toFixed(1)}`,
          );
    }
    for (const share of SHARES)
      figures.push(
        figure({
          name: `recall, ${share} works`,
          in: 'node',
          of: transformation.name,
          unit: 'percent',
          runs: made[share] === 0 ? [] : [(100 * found[share]) / made[share]],
          ...(share === 'held-out' ? { target: { atLeast: transformation.target, unit: 'percent' as const } } : {}),
        }),
      );
    process.stderr.write(
      `${transformation.name}: ${found.tuning}/${made.tuning} ${found['held-out']}/${made['held-out']}\n`,
    );
    if (process.env['MISSED'] !== undefined) process.stderr.write(missed.map((name) => `  missed ${name}\n`).join(''));
  }
  const evidence: number[] = [];
  let searched = 0;
  for (const stranger of strangers) {
    const picture = await stranger.read();
    if (picture === null) continue;
    searched++;
    for (const hit of await search(index, picture, searching))
      falses.push(`${stranger.name}: ${registered[hit.work]?.work.name}, ${evidenceOf(hit.verification).toFixed(1)}`);
  }
  process.stderr.write(`${searched} strangers\n${falses.join('\n')}\n`);
  for (const [name, runs] of [
    ['registration', registering],
    ['search', searching],
  ] as const)
    figures.push(figure({ name: `${name}, a picture`, in: 'node', unit: 'ms', runs }));
  return figures;
}

async function search(index: WorkIndex, picture: Raster, times: number[]) {
  const luma = lumaOf(picture);
  const started = performance.now();
  const matches = await findWorks(index, luma, NEVER);
  times.push(performance.now() - started);
  return matches;
}
