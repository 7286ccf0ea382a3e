import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { check } from './check.ts';
import { CORPUS_CASES, openCorpus } from './gallery/corpus.ts';
import { ROOT, runTool } from './tools.ts';

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const reports = join(ROOT, '.cache', 'reports');
await rm(reports, { recursive: true, force: true });
await mkdir(reports, { recursive: true });

const { passed, failed } = await check();
const steps: readonly Tally[] = [
  { passed, failed: failed.length, skipped: 0 },
  // `check` has run the architecture test already.
  await vitest('unit', 'tests/vitest.config.ts', ['--exclude', 'tests/architecture.test.ts']),
  await vitest('e2e', 'tests/e2e/vitest.config.ts'),
];

if (failed.length > 0) process.stdout.write(`Failed checks: ${failed.join(', ')}.\n`);
if (openCorpus() === null) {
  process.stdout.write(
    `The corpus of real files is not here (WHENCE_CORPUS): ${CORPUS_CASES} files were skipped in each test of them.\n`,
  );
}
const total = (key: keyof Tally) => steps.reduce((sum, step) => sum + step[key], 0);
process.stdout.write(`${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped\n`);
process.exitCode = total('failed') === 0 ? 0 : 1;

/** Runs one suite and counts its tests. A suite that could not run, or fails outside a test, is one failure. */
async function vitest(name: string, config: string, args: readonly string[] = []): Promise<Tally> {
  const file = join(reports, `${name}.json`);
  const code = await runTool('vitest', [
    'run',
    '--config',
    config,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...args,
  ]);
  const counts = await readFile(file, 'utf8')
    .then(JSON.parse)
    .catch(() => null);
  const tally = {
    passed: counts?.numPassedTests ?? 0,
    failed: counts?.numFailedTests ?? 0,
    skipped: (counts?.numPendingTests ?? 0) + (counts?.numTodoTests ?? 0),
  };
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
