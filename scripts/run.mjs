/**
 * Starts every command of package.json, so that each one works by itself on a fresh clone:
 * installs the packages when they differ from package-lock.json, finds a Node new enough, then runs
 * the script or the package binary named, with its arguments.
 *
 * Plain JavaScript without dependencies, because it runs before there are any, on Node 18 or later.
 * Everything it says goes to standard error: standard output belongs to the command.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The oldest Node that runs TypeScript by itself and that WXT and Vitest accept. */
const OLDEST_NODE = 24;

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const binaries = join(root, 'node_modules', '.bin');
const isWindows = process.platform === 'win32';
const env = { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH ?? ''}` };

const [target, ...args] = process.argv.slice(2);
if (target === undefined) fail('Name a script or a package binary: node scripts/run.mjs TARGET [ARGUMENT]…');

if (!isInstalled()) npm('Installing packages.', ['ci', '--ignore-scripts']);
const node = findNode() ?? installNode();
if (!existsSync(join(root, '.wxt', 'tsconfig.json'))) {
  run('Preparing types.', node, [join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs'), 'prepare']);
}

// Package binaries are Node scripts: run as such, they need neither the right shebang nor the right file mode.
const script = /\.(ts|mjs)$/.test(target) ? join(root, target) : binaryOf(target);
const child =
  script === null
    ? spawn(join(binaries, target), args, { stdio: 'inherit', env, shell: true })
    : spawn(node, [script, ...args], { stdio: 'inherit', env });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => fail(`${target} could not be started: ${error.message}`));
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));

/** Windows keeps command files there, which only its shell can start: `null`. */
function binaryOf(name) {
  try {
    return isWindows ? null : realpathSync(join(binaries, name));
  } catch {
    return fail(`There is no package binary "${name}".`);
  }
}

/** `npm ci` leaves a lockfile of what it put there: the same versions mean there is nothing to do. */
function isInstalled() {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || present[path]?.version === entry.version || (entry.optional && !present[path]),
  );
}

function packagesOf(lockfile) {
  try {
    return JSON.parse(readFileSync(lockfile, 'utf8')).packages;
  } catch {
    return {};
  }
}

function findNode() {
  if (Number.parseInt(process.versions.node, 10) >= OLDEST_NODE && hasOwnBinary()) return process.execPath;
  const own = join(root, 'node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node');
  return existsSync(own) ? own : null;
}

/** The `node` package fetches its binary in an install step, the only one this project lets run. */
function installNode() {
  npm(`Installing Node ${OLDEST_NODE}.`, ['rebuild', 'node', '--ignore-scripts=false']);
  return findNode() ?? fail(`Install Node ${OLDEST_NODE} or later from https://nodejs.org and run this again.`);
}

/** A new installation takes away the Node of the last one, which may be the one that runs this. */
function hasOwnBinary() {
  return existsSync(process.execPath);
}

function npm(what, npmArgs) {
  const npmScript = process.env.npm_execpath;
  if (npmScript?.endsWith('.js')) run(what, hasOwnBinary() ? process.execPath : 'node', [npmScript, ...npmArgs]);
  else run(what, 'npm', npmArgs);
}

function run(what, command, commandArgs) {
  console.error(what);
  const { status, error } = spawnSync(command, commandArgs, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env,
    shell: isWindows && command === 'npm',
  });
  if (status !== 0) fail(`${what} It failed${error ? `: ${error.message}` : ''}: ${command} ${commandArgs.join(' ')}`);
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
