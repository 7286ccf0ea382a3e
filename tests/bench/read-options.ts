import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** Those of every benchmark. */
const COMMON = { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } } as const;
const WRONG_USAGE = 2;

/** The options a benchmark was started with; `null` where one is none of them. */
export function readOptions<const Options extends ParseArgsOptionsConfig>(options: Options) {
  try {
    return parseArgs({ options: { ...COMMON, ...options }, allowNegative: true }).values;
  } catch {
    return null;
  }
}

/** Says how the benchmark is started, and ends with the code for that. */
export function sayUsage(usage: string): void {
  process.stderr.write(`${usage}\n`);
  process.exitCode = WRONG_USAGE;
}
