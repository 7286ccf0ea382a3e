import type { Figure } from '../tests/bench/figure.ts';
import { printOutcome } from '../tests/bench/print-figures.ts';
import { readOptions, sayUsage } from '../tests/bench/read-options.ts';
import { indexFigures } from '../tests/bench/recognition/index-figures.ts';
import { importFigures } from '../tests/bench/recognition/import-figures.ts';
import { recallFigures } from '../tests/bench/recognition/recall-figures.ts';
import { wholeFigures } from '../tests/bench/recognition/whole-figures.ts';
import { preparePictures } from '../tests/bench/recognition/works.ts';

/** Recognizing copies of registered works: what is found and what is not, in which time and memory. */
const USAGE = `Usage: npm run bench:recognition -- [--json] [--quick] [--part NAME] [--share NAME] [--minutes N] [--anchors N] [--records FILE]
  --quick  fewer works, strangers and runs
  --part   one part only
  --share  works of one share only (tuning, seen, held-out)
  --minutes  for searching, at most: what is not searched then is left out
  --anchors  of each work, at most: as many as an index of so many works keeps (9 of 1,000,000)
  --records  what came of each search, as JSON lines in a file
  --json   figures as one JSON object in the last line`;
const FULL = { works: Infinity, strangers: Infinity };
const QUICK = { works: 40, strangers: 300 };

/** One after the other, for each is to have the machine for itself. */
const parts: Readonly<Record<string, (isQuick: boolean) => Promise<readonly Figure[]>>> = {
  whole: wholeFigures,
  index: indexFigures,
  import: importFigures,
  recall,
};

const asked = readOptions({
  part: { type: 'string' },
  share: { type: 'string' },
  minutes: { type: 'string' },
  anchors: { type: 'string' },
  records: { type: 'string' },
});
const names = Object.keys(parts).filter((name) => (asked?.part ?? name) === name);
if (asked === null || names.length === 0) {
  sayUsage(`${USAGE}\nParts: ${Object.keys(parts).join(', ')}`);
} else {
  const figures: Figure[] = [];
  for (const name of names) figures.push(...((await parts[name]?.(asked.quick)) ?? []));
  printOutcome({ benchmark: 'recognition', setting: { node: process.version, parts: names }, figures }, asked.json);
}

async function recall(isQuick: boolean): Promise<readonly Figure[]> {
  const extent = isQuick ? QUICK : FULL;
  const { works, strangers } = await preparePictures();
  const shared = works.filter(({ share }) => (asked?.share ?? share) === share);
  // Parts of works are strangers to the others.
  const left = new Set(works.filter((work) => !shared.includes(work)).map(({ name }) => name));
  const unlike = strangers.filter(({ source }) => !left.has(source));
  const pictures = { works: some(shared, extent.works), strangers: some(unlike, extent.strangers) };
  const limits = { minutes: Number(asked?.minutes ?? Infinity), anchors: Number(asked?.anchors ?? Infinity) };
  return recallFigures(pictures, limits, asked?.records ?? null);
}

/** Spread over all of them, not the first packages only. */
function some<Item>(items: readonly Item[], most: number): readonly Item[] {
  const every = Math.max(1, items.length / most);
  return items.filter((_, index) => Math.floor(index / every) !== Math.floor((index - 1) / every)).slice(0, most);
}
