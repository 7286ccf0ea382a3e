import { createWriteStream } from 'node:fs';
import { LIKELY } from '../../../lib/recognition/recognize.ts';
import { ANCHOR_BYTES } from '../../../lib/recognition/regional/anchors.ts';
import { exceedance } from '../extreme-value.ts';
import { figure, type Figure } from '../figure.ts';
import type { Limits, Searched } from './recall-messages.ts';
import { searchAll, type AllSearched } from './search-all.ts';
import { TRANSFORMATIONS } from './transformations.ts';
import { SHARES, type Pictures } from './works.ts';

/** Searches of which the largest wrong evidence goes into the fit. */
const BLOCK = 20;

/**
 * How many copies are recognized after each transformation, how many strangers, and what it costs. What came of each
 * search goes to the file named `records`, one JSON line each, where one is named.
 */
export async function recallFigures(
  pictures: Pictures,
  limits: Limits,
  records: string | null,
): Promise<readonly Figure[]> {
  const stream = records === null ? null : createWriteStream(records);
  let count = 0;
  const all = await searchAll(pictures, limits, (searched) => {
    const { query, own, wrong } = searched;
    stream?.write(`${JSON.stringify(searched)}\n`);
    process.stderr.write(`Searched ${++count} pictures\r`);
    if (query.kind === 'copy' && (own?.sureness ?? null) === null)
      process.stderr.write(`Missed: ${query.of} of ${query.name}, ${query.share}\n`);
    if (wrong !== null && wrong.sureness !== null)
      process.stderr.write(
        `False: ${query.of ?? query.kind} of ${query.name}: ${pictures.works[wrong.work]?.name}, ${wrong.evidence.toFixed(1)}\n`,
      );
  });
  stream?.end();
  return [...copyFigures(all.searches), ...falseFigures(all.searches, pictures.works.length), ...costFigures(all)];
}

function copyFigures(searches: readonly Searched[]): readonly Figure[] {
  return TRANSFORMATIONS.flatMap(({ name, target }) =>
    SHARES.map((share) => {
      const copies = searches.filter(({ query }) => query.of === name && query.share === share);
      const found = copies.filter(({ own }) => own !== null && own.sureness !== null);
      return figure({
        name: `copies recognized, ${share} works`,
        in: 'node',
        of: `${name}: ${found.length} of ${copies.length}`,
        unit: 'percent',
        runs: copies.length === 0 ? [] : [(100 * found.length) / copies.length],
        target: share === 'held-out' ? { atLeast: target, unit: 'percent' } : null,
      });
    }),
  );
}

function falseFigures(searches: readonly Searched[], works: number): readonly Figure[] {
  const ofKind = (...kinds: readonly Searched['query']['kind'][]): readonly Searched[] =>
    searches.filter(({ query }) => kinds.includes(query.kind));
  return [
    ...strangerFigures('photographs', ofKind('photograph'), works),
    ...strangerFigures('graphics', ofKind('graphic'), works),
    ...strangerFigures('photographs and graphics', ofKind('photograph', 'graphic'), works),
    ...strangerFigures('copies of other works', ofKind('copy'), works),
  ];
}

function strangerFigures(name: string, searches: readonly Searched[], works: number): readonly Figure[] {
  const pairs = searches.reduce((sum, search) => sum + search.pairs, 0);
  const sources = new Set(searches.map(({ query }) => query.source)).size;
  const among = `${searches.length} ${name} of ${sources} files, ${pairs} pairs`;
  const wrong = searches.map((search) => Math.max(0, search.wrong?.evidence ?? 0));
  return [
    figure({
      name: 'works seen where they are not',
      in: 'node',
      of: among,
      unit: 'pictures',
      runs: [searches.filter((search) => search.wrong !== null && search.wrong.sureness !== null).length],
      target: { atMost: 0, unit: 'pictures' },
    }),
    figure({
      name: 'most evidence for a wrong work',
      in: 'node',
      of: `${name}, ${LIKELY} needed`,
      unit: 'points',
      runs: [wrong.reduce((one, other) => Math.max(one, other), 0)],
    }),
    figure({
      name: 'false matches that a Gumbel fit allows, a picture and a work',
      in: 'node',
      of: among,
      unit: 'per million',
      runs: wrong.length < 3 * BLOCK ? [] : [(1e6 * exceedance(wrong, BLOCK, LIKELY)) / works],
      target: name === 'photographs' ? { atMost: 0.001, unit: 'per million' } : null,
    }),
  ];
}

function costFigures({ fingerprints, registering, searches }: AllSearched): readonly Figure[] {
  const anchors = fingerprints.reduce((sum, fingerprint) => sum + fingerprint.anchors.count, 0);
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
      of: `${fingerprints.length} works`,
      unit: 'ms',
      runs: searches.filter(({ query }) => query.kind === 'copy').map(({ milliseconds }) => milliseconds),
      target: { atMost: 250, unit: 'ms' },
    }),
    figure({
      name: 'anchors, a work',
      in: 'node',
      unit: 'bytes',
      runs: [(anchors * ANCHOR_BYTES) / Math.max(1, fingerprints.length)],
    }),
  ];
}
