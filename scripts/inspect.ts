import { basename, resolve } from 'node:path';
import { readFile } from 'node:fs/promises';
import type { Report } from '../lib/model/report.ts';
import type { TrustList } from '../lib/model/trust.ts';
import { parsePem } from '../lib/trust/parse-pem.ts';
import { Inspector } from './inspect/inspector.ts';
import { listTargets } from './inspect/list-targets.ts';
import { type Options, parseOptions, USAGE, WrongUsage } from './inspect/options.ts';
import { reportTable } from './inspect/table.ts';
import { PackRefused, verificationTable, verifyPack } from './inspect/verify-pack.ts';

/** Where the person stood when calling npm, which itself moves to the project's folder. */
const base = process.env['INIT_CWD'] ?? process.cwd();
/** Wrong usage, as most command-line tools answer it. */
const WRONG_USAGE = 2;
const DIFFERENT = 1;

try {
  const options = parseOptions(process.argv.slice(2));
  const trust = await Promise.all(options.trust.map(readTrustList));
  if (options.pack !== null) await replay(options.pack, options, trust);
  else {
    const reports = await inspectAll(options.targets, { trust, at: options.at });
    process.stdout.write(`${options.json ? JSON.stringify(reports, null, 2) : reportTable(reports)}\n`);
  }
} catch (error) {
  if (!(error instanceof WrongUsage)) throw error;
  process.stderr.write(`${error.message}\n\n${USAGE}\n`);
  process.exitCode = WRONG_USAGE;
}

/** Prints how a pack came out; the command's answer is 1 where anything differs. */
async function replay(path: string, { json, at }: Options, trust: readonly TrustList[]): Promise<void> {
  const rows = await verifyPack(resolve(base, path), { at, trust }).catch((error: unknown) => {
    if (error instanceof PackRefused) return [error.row];
    throw error;
  });
  process.stdout.write(`${json ? JSON.stringify(rows, null, 2) : verificationTable(rows)}\n`);
  if (rows.some(({ state }) => state === 'different')) process.exitCode = DIFFERENT;
}

async function inspectAll(
  given: readonly string[],
  start: ConstructorParameters<typeof Inspector>[0],
): Promise<readonly Report[]> {
  await using inspector = new Inspector(start);
  const reports: Report[] = [];
  for (const target of await listTargets(given, base)) reports.push(await inspector.look(target));
  return reports;
}

async function readTrustList(path: string): Promise<TrustList> {
  const name = basename(path);
  const text = await readFile(resolve(base, path), 'utf8').catch(() => {
    throw new WrongUsage(`The trust list ${path} cannot be read.`);
  });
  const list = parsePem(text);
  if (list.kind === 'refused') throw new WrongUsage(`The trust list ${path} cannot be used: ${list.problem.code}.`);
  return {
    kind: name === 'C2PA-TRUST-LIST.pem' ? 'c2pa' : 'custom',
    name,
    issued: null,
    anchorsPem: list.pem,
    allowedPem: null,
  };
}
