import { ROOT, runTool } from './tools.ts';

/** One step of `npm run check`: a tool and how it is called. */
const STEPS = [
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['lint', 'oxlint', ['-c', 'scripts/oxlint.json', '--deny-warnings']],
  ['types', 'tsc', ['--noEmit', '-p', '.']],
  ['unused code', 'knip', []],
  ['architecture', 'vitest', ['run', '--config', 'tests/vitest.config.ts', 'tests/architecture.test.ts']],
] as const;

/** Runs every step, even after a failure, and answers the names of those that failed. */
export async function check(): Promise<{ readonly passed: number; readonly failed: readonly string[] }> {
  const failed: string[] = [];
  for (const [name, tool, args] of STEPS) {
    process.stdout.write(`${name}\n`);
    if ((await runTool(tool, args, { cwd: ROOT })) !== 0) failed.push(name);
  }
  return { passed: STEPS.length - failed.length, failed };
}

if (import.meta.main) {
  const { failed } = await check();
  if (failed.length > 0) {
    process.stderr.write(`Failed: ${failed.join(', ')}.\n`);
    process.exitCode = 1;
  }
}
