import { parseArgs } from 'node:util';
import { printOutcome } from '../tests/bench/print-figures.ts';
import { recallFigures } from '../tests/bench/recognition/recall-figures.ts';
import { preparePictures } from '../tests/bench/recognition/works.ts';

/** How many altered copies of registered photographs are recognized, how many strangers are, and what it costs. */
const USAGE = `Usage: npm run bench:recognition -- [--json] [--quick]
  --quick  40 works and 300 other pictures instead of all
  --json   figures as one JSON object in the last line`;
const WRONG_USAGE = 2;
const FULL = { works: Infinity, strangers: Infinity };
const QUICK = { works: 40, strangers: 300 };

const parsed = parse();
if (parsed === null) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = WRONG_USAGE;
} else {
  const extent = parsed.quick ? QUICK : FULL;
  const { works, strangers } = await preparePictures();
  const pictures = { works: some(works, extent.works), strangers: some(strangers, extent.strangers) };
  const figures = await recallFigures(pictures);
  const setting = {
    node: process.version,
    works: pictures.works.length,
    heldOut: pictures.works.filter(({ share }) => share === 'held-out').length,
    strangers: pictures.strangers.length,
  };
  printOutcome({ benchmark: 'recognition', setting, figures }, parsed.json);
}

/** Spread over all of them, not the first packages only. */
function some<Item>(items: readonly Item[], most: number): readonly Item[] {
  const every = Math.max(1, items.length / most);
  return items.filter((_, index) => Math.floor(index / every) !== Math.floor((index - 1) / every)).slice(0, most);
}

function parse(): { readonly json: boolean; readonly quick: boolean } | null {
  try {
    const options = { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } } as const;
    return parseArgs({ options }).values;
  } catch {
    return null;
  }
}
