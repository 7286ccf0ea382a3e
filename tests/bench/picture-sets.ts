import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { generated } from '../../scripts/samples/plans.ts';
import { sign } from '../../scripts/samples/sign.ts';
import { createSigners } from '../../scripts/samples/signers.ts';
import { ROOT } from '../../scripts/tools.ts';

export const UNSIGNED = 100;
export const SIGNED = 10;
/**
 * Signed pictures come in sets, one for each visit of a session: a verdict is remembered by the content of the file,
 * so that a page visited with the same ones again would measure nothing.
 */
export const SIGNED_SETS = 10;

export interface PictureSets {
  /** File name to bytes. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** PEM of the root that vouches for the signed ones. */
  readonly trust: string;
}

const TRUST = 'trust.pem';
const WIDTH = 800;
const HEIGHT = 534;
/** Strength of the grain, which decides the size: about 190 kB a picture. */
const GRAIN = 62;
const QUALITY = 84;

export const unsignedName = (index: number): string => `u${String(index).padStart(3, '0')}.jpg`;
export const signedName = (set: number, index: number): string => `s${set}-${String(index).padStart(2, '0')}.jpg`;

/** The pictures of a page in their order, the signed ones spread among the others. */
export function namesOfPage(set: number, unsigned = UNSIGNED, signed = SIGNED): readonly string[] {
  const names = Array.from({ length: unsigned }, (_, index) => unsignedName(index % UNSIGNED));
  const step = Math.floor(names.length / Math.max(1, signed));
  for (let index = 0; index < signed; index += 1) names.splice(index * (step + 1) + 5, 0, signedName(set, index));
  return names;
}

/** Makes the pictures, or finds those made before by the same code. Takes about half a minute the first time. */
export async function preparePictures(): Promise<PictureSets> {
  const source = await readFile(fileURLToPath(import.meta.url));
  const folder = join(ROOT, '.cache', 'bench', createHash('sha256').update(source).digest('hex').slice(0, 16));
  if (!existsSync(folder)) await make(folder);
  const files = new Map<string, Buffer>();
  for (const name of await readdir(folder)) {
    if (name.endsWith('.jpg')) files.set(name, await readFile(join(folder, name)));
  }
  return { files, trust: await readFile(join(folder, TRUST), 'utf8') };
}

async function make(folder: string): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  const signers = await createSigners();
  await writeFile(join(draft, TRUST), signers.trusted);
  for (let index = 0; index < UNSIGNED; index += 1) {
    await writeFile(join(draft, unsignedName(index)), await drawPicture(index));
  }
  for (let set = 0; set < SIGNED_SETS; set += 1) {
    for (let index = 0; index < SIGNED; index += 1) {
      const bytes = await drawPicture(1000 + set * SIGNED + index);
      const picture = await sign({ bytes, mime: 'image/jpeg' }, generated(`Picture ${set}-${index}`), signers.lumen);
      await writeFile(join(draft, signedName(set, index)), picture.bytes);
    }
  }
  await rename(draft, folder).catch(async (error: unknown) => {
    await rm(draft, { recursive: true });
    if (!existsSync(folder)) throw error;
  });
}

/** Soft waves of color under a photographic grain; every seed its own. Every other one has Exif and an ICC profile. */
function drawPicture(seed: number): Promise<Buffer> {
  const next = randomFrom(seed);
  const waves = Array.from({ length: 9 }, () => ({
    x: (next() - 0.5) * 0.04,
    y: (next() - 0.5) * 0.04,
    phase: next() * Math.PI * 2,
    height: 20 + next() * 22,
  }));
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3);
  for (let y = 0, at = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const grain = (next() + next() - 1) * GRAIN;
      for (let channel = 0; channel < 3; channel += 1, at += 1) {
        let value = 128 + grain;
        for (let wave = channel; wave < waves.length; wave += 3) {
          const { x: dx, y: dy, phase, height } = waves[wave] ?? { x: 0, y: 0, phase: 0, height: 0 };
          value += Math.sin(x * dx + y * dy + phase) * height;
        }
        pixels[at] = Math.max(0, Math.min(255, value));
      }
    }
  }
  const picture = sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });
  if (seed % 2 === 1) picture.withIccProfile('srgb').withExif({ IFD0: { Make: 'Halden', Model: `H2 ${seed}` } });
  return picture.jpeg({ quality: QUALITY }).toBuffer();
}

/** Mulberry32: small, even enough, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
