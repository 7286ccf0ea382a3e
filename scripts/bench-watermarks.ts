import { knownPayloads } from '../lib/watermarks/dwt-dct-payloads.ts';
import { printOutcome } from '../tests/bench/print-figures.ts';
import { readOptions, sayUsage } from '../tests/bench/read-options.ts';
import { markedFigures } from '../tests/bench/watermarks/marked-figures.ts';
import { preparePhotographs } from '../tests/bench/watermarks/photographs.ts';
import { structuredFigures } from '../tests/bench/watermarks/structured-figures.ts';
import { unmarkedFigures } from '../tests/bench/watermarks/unmarked-figures.ts';
import { timeFigures } from '../tests/bench/watermarks/watermark-time.ts';

/**
 * Watermarks in pixels: how many marked pictures are told after JPEG, crops and scaling, beside the reference's own
 * decoder; how many unmarked ones would be; the time it takes.
 */
const USAGE = `Usage: npm run bench:watermarks -- [--json] [--quick]
  --quick  12 pictures and 1,000 crops instead of all and 20,000: a few minutes instead of an hour or two
  --json   figures as one JSON object in the last line`;
const NO_PHOTOGRAPHS = 1;
/** `searched`: crops on which the whole search is made too; `searchedOf`: it is made on one in so many others. */
const FULL = { pictures: Infinity, crops: 20_000, searched: 2000, step: 1, searchedOf: 40, times: 10 };
const QUICK = { pictures: 12, crops: 1000, searched: 100, step: 16, searchedOf: 200, times: 5 };

const parsed = readOptions({});
if (parsed === null) {
  sayUsage(USAGE);
} else {
  await bench(parsed.quick ? QUICK : FULL, parsed.json);
}

async function bench(extent: typeof FULL, isJson: boolean): Promise<void> {
  const prepared = await preparePhotographs().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  });
  if (prepared === null) {
    process.exitCode = NO_PHOTOGRAPHS;
    return;
  }
  // Spread over all photographs, not the first packages only.
  const every = Math.max(1, Math.floor(prepared.pictures.length / extent.pictures));
  const pictures = prepared.pictures.filter((_, index) => index % every === 0).slice(0, extent.pictures);
  const figures = [
    ...(await timeFigures(extent.times)),
    ...(await markedFigures(pictures)),
    ...(await unmarkedFigures(prepared.pictures, extent.crops, extent.searched)),
    ...(await structuredFigures(
      prepared.others.filter((_, index) => index % extent.step === 0),
      extent.step,
      extent.searchedOf,
    )),
  ];
  const setting = {
    node: process.version,
    photographs: prepared.photographs,
    ...extent,
    pictures: pictures.length,
    heldOut: pictures.filter(({ isHeldOut }) => isHeldOut).length,
    payloads: knownPayloads.map(({ id, bits }) => `${id}, ${bits.length} bits`),
  };
  printOutcome({ benchmark: 'watermarks', setting, figures }, isJson);
}
