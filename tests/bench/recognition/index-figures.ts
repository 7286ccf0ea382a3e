import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../../scripts/tools.ts';
import { randomFrom } from '../../support/draw-scene.ts';
import { toSharp } from '../../support/read-raster.ts';
import { figure, type Figure, median, type Target } from '../figure.ts';
import type { IndexQuestion, Registered, Searched, Started, Taken } from './index-worker.ts';
import { prepareTiles } from './tiles.ts';
import { TRANSFORMATIONS } from './transformations.ts';
import { openWorkerPage } from './worker-page.ts';
import { preparePictures } from './works.ts';

const ENTRY = join(ROOT, 'tests', 'bench', 'recognition', 'index-worker.ts');
/** Tiles are half of the works that are not whole pictures; the other half are the same mirrored. */
const FULL = { works: 100_000, tiles: 50_000, pictures: 20, starts: 5, enlarged: 1_000_000 };
const QUICK = { works: 5_000, tiles: 2_500, pictures: 12, starts: 3, enlarged: 100_000 };
/** What is looked for: parts of works, and works within something larger. */
const COPIES = ['crop to 40 %', 'page screenshot, 50 %', 'page screenshot, 25 %'];
const ms = (atMost: number): Target => ({ atMost, unit: 'ms' });
const bytes = (atMost: number): Target => ({ atMost, unit: 'bytes' });

/**
 * The product's own path in Workers of Chromium, on a real catalog in IndexedDB: registration, start-up, searches.
 * Works are photographs, tiles of photographs, and the tiles mirrored; see tiles.ts for what is real about them.
 */
export async function indexFigures(isQuick: boolean): Promise<readonly Figure[]> {
  const extent = isQuick ? QUICK : FULL;
  // A table takes its 4 MB for 5,000 works as for 100,000.
  const memory = isQuick ? null : bytes;
  const tiles = await prepareTiles(extent.tiles);
  const { files, works, copies } = await pictureFiles(extent.pictures, tiles.sizes);
  await using page = await openWorkerPage(ENTRY, new Map([...files, ['/tiles', await readFile(tiles.file)]]));
  const ask = <Answer>(question: IndexQuestion): Promise<Answer> => page.ask<Answer>(question);
  const registered = await ask<Registered>({ kind: 'register', pictures: works });
  await ask({ kind: 'fill', tiles: '/tiles', works: extent.works - works.length });
  const started: Started[] = [];
  for (let time = 0; time < extent.starts; time += 1) started.push(await ask<Started>({ kind: 'start' }));
  const searched = await ask<Searched>({ kind: 'search', pictures: copies });
  const enlarged = await ask<{ readonly started: Started; readonly searched: Searched }>({
    kind: 'enlarge',
    tiles: '/tiles',
    works: extent.enlarged,
    pictures: copies,
  });
  const where = `${page.version}, Worker`;
  return [
    ...registrationFigures(where, registered, works.length),
    ...takenFigures('start-up: the index of a catalog in IndexedDB', where, worksOf(started[0]), ms(500), [
      ...started.map(({ taken }) => taken),
    ]),
    ...indexFiguresOf(where, worksOf(started[0]), started[0], searched, copies.length, {
      memory: memory?.(1_300) ?? null,
      lookUp: ms(1),
      search: ms(250),
    }),
    ...indexFiguresOf(
      where,
      `${worksOf(enlarged.started)}, in memory only: ${extent.works.toLocaleString('en')} works again with signs turned over`,
      enlarged.started,
      enlarged.searched,
      null,
      { memory: memory?.(450) ?? null, lookUp: ms(10) },
    ),
  ];
}

function registrationFigures(where: string, registered: Registered, works: number): readonly Figure[] {
  const of = `${works} photographs, 1200 pixels`;
  return [
    ...takenFigures('registration, from file to fingerprint and small pictures', where, of, ms(150), registered.taken),
    figure({
      name: 'thumbnail that copies are compared with',
      in: where,
      of,
      unit: 'bytes',
      runs: registered.thumbnails,
      target: bytes(1_024),
    }),
  ];
}

function indexFiguresOf(
  where: string,
  of: string,
  started: Started | undefined,
  { taken, lookUps, found }: Searched,
  copies: number | null,
  targets: { readonly memory: Target | null; readonly lookUp: Target; readonly search?: Target },
): readonly Figure[] {
  const at = { in: where, of };
  const each = started === undefined ? [] : [started.bytes / started.works];
  return [
    figure({ ...at, name: 'index memory with ids, a work', unit: 'bytes', runs: each, target: targets.memory }),
    figure({
      ...at,
      name: 'whole-picture look-up, eight orientations, real hashes',
      unit: 'ms',
      runs: lookUps,
      target: targets.lookUp,
    }),
    ...takenFigures('search for crops and screenshots', where, of, targets.search ?? null, taken),
    ...(copies === null
      ? []
      : [figure({ ...at, name: 'such copies found', unit: 'percent', runs: [(100 * found) / copies] })]),
  ];
}

/** By the processor's time, as the machine may do much else; by the clock and of the slowest for comparison. */
function takenFigures(
  name: string,
  where: string,
  of: string,
  target: Target | null,
  taken: readonly Taken[],
): readonly Figure[] {
  const processor = taken.map((each) => each.processor);
  const clock = median(taken.map((each) => each.clock));
  const at = { in: where, of, unit: 'ms' } as const;
  const comparedWith = { what: 'ms by the clock', value: clock };
  return [
    figure({ ...at, name: `${name}, processor time`, runs: processor, comparedWith, target }),
    figure({ ...at, name: `${name}, processor time of the slowest`, runs: [Math.max(...processor)] }),
  ];
}

function worksOf(started: Started | undefined): string {
  if (started === undefined) return 'no works';
  const { works, anchors } = started;
  return `${works.toLocaleString('en')} works with ${(anchors / Math.max(1, works)).toFixed(1)} anchors each`;
}

/** Photographs to register and copies of them, as files by the addresses that Workers fetch them from. */
async function pictureFiles(most: number, tiled: ReadonlySet<number>) {
  const { works } = await preparePictures();
  // A picture that tiles were cut from holds dozens of works.
  const sizes = await Promise.all(works.map(async ({ name }) => (await stat(name)).size));
  const all = works.filter((_, at) => !tiled.has(sizes[at] ?? 0));
  const every = Math.max(1, Math.floor(all.length / most));
  const chosen = all.filter((_, at) => at % every === 0).slice(0, most);
  const files = new Map<string, Uint8Array>();
  for (const [at, work] of chosen.entries()) {
    const picture = await work.read();
    files.set(`/work/${at}`, await toSharp(picture).jpeg({ quality: 92 }).toBuffer());
    for (const name of COPIES) {
      const copy = await TRANSFORMATIONS.find((each) => each.name === name)?.make(picture, randomFrom(at));
      if (copy !== undefined)
        files.set(`/copy/${at}/${COPIES.indexOf(name)}`, await toSharp(copy).jpeg({ quality: 85 }).toBuffer());
    }
  }
  const paths = [...files.keys()];
  return {
    files,
    works: paths.filter((path) => path.startsWith('/work/')),
    copies: paths.filter((path) => path.startsWith('/copy/')),
  };
}
