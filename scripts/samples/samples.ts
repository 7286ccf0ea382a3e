import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SAMPLES, type Sample } from './catalog.ts';
import { createSigners } from './signers.ts';

/** The samples on disk. */
export interface SampleFolder {
  readonly folder: string;
  /** PEM of the root the trusted samples lead up to. */
  readonly trust: string;
  readonly samples: readonly Sample[];
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const SOURCES = ['scripts/samples', 'tests/fixtures/scenes'];
const TRUST = 'trust.pem';

/** Makes the samples, or finds those made before by the same code. Takes a few seconds the first time. */
export async function prepareSamples(): Promise<SampleFolder> {
  const folder = join(root, '.cache', 'samples', await hashOfSources());
  if (!existsSync(folder)) await make(folder);
  return { folder, trust: await readFile(join(folder, TRUST), 'utf8'), samples: SAMPLES };
}

async function make(folder: string): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  const signers = await createSigners();
  await writeFile(join(draft, TRUST), signers.trusted);
  let ready = new Date(0);
  const watched = {
    ...signers,
    issueLapsing: async () => {
      const lapsing = await signers.issueLapsing();
      ready = lapsing.lapses;
      return lapsing;
    },
  };
  // One after the other: the lapsing certificate must be used within moments of its making.
  for (const sample of SAMPLES) {
    const { bytes } = await sample.make(watched);
    await writeFile(join(draft, sample.file), bytes);
  }
  // The lapsed sample is one only when its certificate has ended.
  await setTimeout(Math.max(0, ready.getTime() - Date.now() + 1000));
  await rename(draft, folder).catch(async (error: unknown) => {
    await rm(draft, { recursive: true });
    if (!existsSync(folder)) throw error;
  });
}

async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const names = (await readdir(join(root, source))).toSorted();
    for (const name of names) hash.update(name).update(await readFile(join(root, source, name)));
  }
  return hash.digest('hex').slice(0, 16);
}
