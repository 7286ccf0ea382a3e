import { join } from 'node:path';
import { ROOT } from '../../../scripts/tools.ts';
import { figure, median, type Figure, type Target } from '../figure.ts';
import type { WholeAnswer, WholeQuestion } from './whole-worker.ts';
import { askWorker } from './worker-page.ts';

const ENTRY = join(ROOT, 'tests', 'bench', 'recognition', 'whole-worker.ts');
const FULL: WholeQuestion = { works: [100, 100_000, 1_000_000], lookUps: 100, times: 15 };
const QUICK: WholeQuestion = { works: [100, 100_000], lookUps: 40, times: 5 };
/** For a look-up under all eight orientations, by works. */
const LOOK_UP: Readonly<Record<number, Target>> = {
  100: { atMost: 1, unit: 'ms' },
  100_000: { atMost: 1, unit: 'ms' },
  1_000_000: { atMost: 10, unit: 'ms' },
};
/** What is left of the 1,300 and 450 bytes a work that all of an index may take, once its regions have theirs. */
const MEMORY: Readonly<Record<number, Target>> = {
  100_000: { atMost: 130, unit: 'bytes' },
  1_000_000: { atMost: 90, unit: 'bytes' },
};

/** Pictures as a whole, in a Worker of Chromium: what looking one up takes, in time and memory, by works registered. */
export async function wholeFigures(isQuick: boolean): Promise<readonly Figure[]> {
  const { answer, version } = await askWorker<WholeAnswer>(ENTRY, isQuick ? QUICK : FULL);
  const where = `${version}, Worker`;
  const picture = { in: where, of: 'picture of 1200 × 800', unit: 'ms' } as const;
  return [
    ...answer.indexes.flatMap((index) => indexFigures(where, index)),
    figure({ ...picture, name: 'PDQ hash', runs: answer.register }),
    figure({ ...picture, name: 'PDQ hashes, eight orientations', runs: answer.query }),
    figure({ ...picture, name: 'ISCC Image-Code', runs: answer.imageCode }),
  ];
}

function indexFigures(where: string, index: WholeAnswer['indexes'][number]): readonly Figure[] {
  const { works } = index;
  const at = { in: where, of: `${works.toLocaleString('en')} works of random bits` };
  return [
    figure({
      ...at,
      name: 'whole-picture look-up, eight orientations',
      unit: 'ms',
      runs: index.lookUp,
      comparedWith: { what: 'ms comparing all works one by one', value: median(index.oneByOne) },
      target: LOOK_UP[works] ?? null,
    }),
    figure({
      ...at,
      name: 'copies 20 bits off that are found',
      unit: 'percent',
      runs: [index.recall * 100],
      target: { atLeast: 100, unit: 'percent' },
    }),
    figure({
      ...at,
      name: 'index memory, a work',
      unit: 'bytes',
      runs: [index.bytes / works],
      target: MEMORY[works] ?? null,
    }),
  ];
}
