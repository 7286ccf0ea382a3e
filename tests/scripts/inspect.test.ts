import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../lib/model/report.ts';
import { openGallery, type Gallery } from '../../scripts/gallery/server.ts';
import { prepareSamples, type SampleFolder } from '../../scripts/samples/samples.ts';
import { ROOT } from '../../scripts/tools.ts';

/** Milliseconds for a run of the command, the making of the samples included. */
const LIMIT = 60_000;

let samples: SampleFolder;
let gallery: Gallery;
let folder: string;

beforeAll(async () => {
  samples = await prepareSamples();
  gallery = await openGallery({ pages: {}, folders: { samples: samples.folder } });
  folder = await mkdtemp(join(tmpdir(), 'whence-'));
}, LIMIT);

afterAll(async () => {
  await gallery[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

describe('inspect', () => {
  it(
    'says of every sample what it should, with the name it was given',
    async () => {
      const paths = samples.samples.map(({ file }) => join(samples.folder, file));
      const reports = await inspectJson('--trust', trust(), ...paths);
      expect(reports.map(({ source }) => source)).toEqual(paths);
      expect(reports.map(({ label, basis }) => ({ label, basis }))).toEqual(
        samples.samples.map(({ label, basis }) => ({ label, basis })),
      );
    },
    LIMIT,
  );

  it('knows no signer without a trust list', async () => {
    const [report] = await inspectJson(join(samples.folder, 'dawn.jpg'));
    expect(report).toMatchObject({ label: 'ai-generated', basis: 'signed-unrecognised' });
  });

  it('judges certificates as of the day given', async () => {
    const [report] = await inspectJson('--at', '2051-01-01', '--trust', trust(), join(samples.folder, 'dawn.jpg'));
    expect(report).toMatchObject({ label: 'ai-generated', basis: 'signed-lapsed' });
  });

  it('walks folders in order and leaves out what is no medium', async () => {
    await mkdir(join(folder, 'walk', 'inner'), { recursive: true });
    for (const name of ['b.png', 'a.png', 'notes.md', '.hidden', 'inner/c.png']) {
      await writeFile(join(folder, 'walk', name), '');
    }
    const given = `${join(folder, 'walk')}/`;
    const reports = await inspectJson(given);
    expect(reports.map(({ source }) => source)).toEqual([`${given}a.png`, `${given}b.png`, `${given}inner/c.png`]);
    expect(reports.every(({ basis, why }) => basis === 'could-not-check' && why === 'truncated')).toBe(true);
  });

  it('is not held up by a pipe that nobody writes to', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(await inspectJson(join(folder, 'pipe'))).toMatchObject([{ basis: 'could-not-check', why: 'unreadable' }]);
  });

  it('reports a file that cannot be read, and the next one', async () => {
    const reports = await inspectJson(join(folder, 'nowhere.jpg'), join(samples.folder, 'plain.png'));
    expect(reports).toMatchObject([
      { basis: 'could-not-check', why: 'unreadable', label: null, bytesRead: 0 },
      { basis: 'nothing-found', why: null },
    ]);
  });

  it('reads an address, and only the ranges it needs', async () => {
    const url = `${gallery.page}/samples/plain.jpeg`;
    const [report] = await inspectJson(url);
    expect(report).toMatchObject({ source: url, basis: 'nothing-found' });
    expect(gallery.seen.every(({ range }) => range !== null)).toBe(true);
  });

  it('reports an address that refuses', async () => {
    const [report] = await inspectJson(`${gallery.page}/hostile/forbids.jpg`);
    expect(report).toMatchObject({ basis: 'could-not-check', why: 'blocked' });
  });

  it('prints a table of words for people', async () => {
    const { stdout, code } = await run('--trust', trust(), join(samples.folder, 'dawn.jpg'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^source +label +basis/);
    expect(stdout).toContain('Lumen’s signed record says');
  });

  it.each([
    ['nothing to inspect', []],
    ['an empty name', ['']],
    ['an unknown option', ['--jsn', 'a.png']],
    ['a day that is none', ['--at', 'soon', 'a.png']],
    ['a trust list that is not there', ['--trust', 'nowhere.pem', 'a.png']],
    ['a trust list that is none', ['--trust', 'package.json', 'a.png']],
  ])('refuses %s with exit code 2 and the usage', async (_, args) => {
    const { code, stdout, stderr } = await run(...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('Usage: npm run --silent inspect');
  });
});

function trust(): string {
  return join(samples.folder, 'trust.pem');
}

async function inspectJson(...args: readonly string[]): Promise<readonly Report[]> {
  const { stdout, stderr, code } = await run('--json', ...args);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
}

function run(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const { promise, resolve } = Promise.withResolvers<{ code: number; stdout: string; stderr: string }>();
  const env = { ...process.env, INIT_CWD: ROOT };
  const limits = { cwd: ROOT, env, maxBuffer: 64 * 1024 * 1024 };
  const child = execFile(process.execPath, ['scripts/inspect.ts', ...args], limits, (_error, stdout, stderr) =>
    resolve({ code: child.exitCode ?? 1, stdout, stderr }),
  );
  return promise;
}
