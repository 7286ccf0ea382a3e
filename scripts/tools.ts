import { spawn, type SpawnOptions } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Exit code of a child that a signal ended, or that never started. */
const NOT_RUN = 1;

/** Runs a package binary (a Node script in `node_modules/.bin`) and answers its exit code. */
export function runTool(name: string, args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  const script = realpathSync(join(ROOT, 'node_modules', '.bin', name));
  return run(process.execPath, [script, ...args], options);
}

/** Runs a program in the project's folder, with its output where ours goes, and answers its exit code. */
export function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const child = spawn(command, [...args], { cwd: ROOT, stdio: 'inherit', ...options });
  child.on('error', () => resolve(NOT_RUN));
  child.on('exit', (code) => resolve(code ?? NOT_RUN));
  return promise;
}
