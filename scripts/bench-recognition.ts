import { parseArgs } from 'node:util';
import type { Figure } from '../tests/bench/figure.ts';
import { printOutcome } from '../tests/bench/print-figures.ts';
import { wholeFigures } from '../tests/bench/recognition/whole-figures.ts';

/** Recognizing copies of registered works: what is found and what is not, in which time and memory. */
const USAGE = `Usage: npm run bench:recognition -- [--json] [--quick] [--part NAME]
  --quick  fewer works and runs
  --part   one part only
  --json   figures as one JSON object in the last line`;
const WRONG_USAGE = 2;

/** One after the other, for each is to have the machine for itself. */
const parts: Readonly<Record<string, (isQuick: boolean) => Promise<readonly Figure[]>>> = {
  whole: wholeFigures,
};

const asked = parse();
const names = Object.keys(parts).filter((name) => (asked?.part ?? name) === name);
if (asked === null || names.length === 0) {
  process.stderr.write(`${USAGE}\nParts: ${Object.keys(parts).join(', ')}\n`);
  process.exitCode = WRONG_USAGE;
} else {
  const figures: Figure[] = [];
  for (const name of names) figures.push(...((await parts[name]?.(asked.quick)) ?? []));
  printOutcome({ benchmark: 'recognition', setting: { node: process.version, parts: names }, figures }, asked.json);
}

function parse() {
  try {
    return parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        part: { type: 'string' },
      },
    }).values;
  } catch {
    return null;
  }
}
