import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../../scripts/tools.ts';
import { randomFrom } from '../../support/draw-scene.ts';
import { toSharp } from '../../support/read-raster.ts';
import { figure, type Figure, type Target } from '../figure.ts';
import type { IndexQuestion, Registered, Searched, Started } from './index-worker.ts';
import { prepareTiles } from './tiles.ts';
import { TRANSFORMATIONS } from './transformations.ts';
import { openWorkerPage } from './worker-page.ts';
import { preparePictures } from './works.ts';

const ENTRY = join(ROOT, 'tests', 'bench', 'recognition', 'index-worker.ts');
/** Tiles are half of the works that are not whole pictures; the other half are the same mirrored. */
const FULL = { works: 100_000, tiles: 50_000, pictures: 40, starts: 5, enlarged: 1_000_000 };
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
  const { files, works, copies } = await pictureFiles(extent.pictures);
  await using page = await openWorkerPage(ENTRY, new Map([...files, ['/tiles', await readFile(tiles)]]));
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
    figure({
      name: 'start-up: the index of a catalog in IndexedDB',
      in: where,
      of: worksOf(started[0]),
      unit: 'ms',
      runs: started.map(({ milliseconds }) => milliseconds),
      target: ms(500),
    }),
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
      copies.length,
      { memory: memory?.(450) ?? null, lookUp: ms(10) },
    ),
  ];
}

function registrationFigures(where: string, registered: Registered, works: number): readonly Figure[] {
  const of = `${works} photographs, 1200 pixels`;
  return [
    figure({
      name: 'registration, a file: decoded, fingerprinted, small pictures made',
      in: where,
      of,
      unit: 'ms',
      runs: registered.milliseconds,
      target: ms(150),
    }),
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
  { milliseconds, lookUps, found }: Searched,
  copies: number,
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
    figure({
      ...at,
      name: 'search for crops and screenshots, picture decoded',
      unit: 'ms',
      runs: milliseconds,
      target: targets.search ?? null,
    }),
    figure({ ...at, name: 'slowest such search', unit: 'ms', runs: [Math.max(...milliseconds)] }),
    figure({ ...at, name: 'such copies found', unit: 'percent', runs: [(100 * found) / copies] }),
  ];
}

function worksOf(started: Started | undefined): string {
  if (started === undefined) return 'no works';
  const { works, anchors } = started;
  return `${works.toLocaleString('en')} works with ${(anchors / Math.max(1, works)).toFixed(1)} anchors each`;
}

/** Photographs to register and copies of them, as files by the addresses that Workers fetch them from. */
async function pictureFiles(most: number) {
  const { works: all } = await preparePictures();
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
