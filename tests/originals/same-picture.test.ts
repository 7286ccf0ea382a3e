import { readdir, readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  correlation,
  hashDistance,
  likeness,
  THUMBNAIL_SIDE,
  type Thumbnail,
} from '../../lib/originals/same-picture.ts';
import { hasCorpus, readCorpusFile } from '../support/corpus.ts';
import { thumbnailOf } from './thumbnail.ts';

const SCENES = new URL('../fixtures/scenes/', import.meta.url);

/** Real files that show different pictures, one of each. */
const REAL = [
  'ai-generators/chatgpt-1.png',
  'ai-generators/doubao_black_1x1_1.png',
  'ai-generators/flux-1.jpg',
  'ai-generators/grok-1.jpg',
  'ai-generators/mj-1.png',
  'c2pa/adobe-20220124-C.jpg',
  'c2pa/adobe-20220124-CAICA.jpg',
  'unsigned/adobe-20220124-A.jpg',
  'unsigned/adobe-20220124-I.jpg',
  'c2pa/PirateShip_save_credentials_to_cloud.jpg',
  'c2pa/no_alg.jpg',
  'unsigned/earth_apollo17.jpg',
  'watermarks/bridge.unmarked.jpg',
  'watermarks/landscape.unmarked.jpg',
  'watermarks/pen-and-coaster.unmarked.jpg',
  'watermarks/ripley.unmarked.jpg',
];

type Edit = (picture: Sharp) => Sharp;

/** What sites do to a picture on its way to a page. */
const COPIES: Readonly<Record<string, Edit>> = {
  'a small JPEG': (picture) => picture.resize(320).jpeg({ quality: 60 }),
  'a tiny JPEG': (picture) => picture.resize(120).jpeg({ quality: 40 }),
  'a WebP': (picture) => picture.resize(640).webp({ quality: 50, effort: 0 }),
  'a brighter, paler PNG': (picture) =>
    picture.resize(400).modulate({ brightness: 1.1, saturation: 0.7 }).png({ compressionLevel: 1 }),
};

interface Sample {
  readonly name: string;
  readonly original: Thumbnail;
  readonly copies: ReadonlyMap<string, Thumbnail>;
  readonly square: Thumbnail;
  readonly mirror: Thumbnail;
}

async function sampleOf(name: string, stored: Buffer): Promise<Sample> {
  const file = await sharp(stored).autoOrient().resize(800).png({ compressionLevel: 1 }).toBuffer();
  const edited = async (edit: Edit) => thumbnailOf(await edit(sharp(file)).toBuffer());
  const copies = new Map<string, Thumbnail>();
  for (const [how, edit] of Object.entries(COPIES)) copies.set(how, await edited(edit));
  return {
    name,
    original: await thumbnailOf(stored),
    copies,
    square: await edited((picture) => picture.resize(300, 300, { fit: 'cover' }).png()),
    mirror: await edited((picture) => picture.flop().png({ compressionLevel: 1 })),
  };
}

function pairs<T>(list: readonly T[]): readonly (readonly [T, T])[] {
  return list.flatMap((one, index) => list.slice(index + 1).map((other) => [one, other] as const));
}

/** The distances measured, for the one who reads the test's output. */
function tell(what: string, measured: readonly (readonly [Thumbnail, Thumbnail])[]): void {
  const spread = (values: readonly number[]) => {
    const sorted = values.toSorted((a, b) => a - b);
    return [0, 0.05, 0.5, 0.95, 1]
      .map((share) => sorted[Math.round(share * (sorted.length - 1))] ?? NaN)
      .map((value) => Number(value.toFixed(3)))
      .join(' / ');
  };
  const bits = spread(measured.map(([a, b]) => hashDistance(a, b)));
  const together = spread(measured.map(([a, b]) => correlation(a, b)));
  console.info(
    `${what}, ${measured.length} pairs: bits ${bits}, correlation ${together} (min / 5 % / median / 95 % / max)`,
  );
}

function itTellsThemApart(samples: () => readonly Sample[]): void {
  it('from their copies, which are the same', () => {
    tell(
      'same',
      samples().flatMap(({ original, copies }) => [...copies.values()].map((copy) => [original, copy] as const)),
    );
    for (const { name, original, copies } of samples()) {
      for (const [how, copy] of copies) expect(likeness(original, copy), `${name}, ${how}`).toBe('same');
    }
  });

  it('from one another, even where the shape is the same', () => {
    const reshaped = samples().map(({ name, original }) => ({ name, original: { ...original, width: 4, height: 3 } }));
    tell(
      'different',
      pairs(reshaped).map(([one, other]) => [one.original, other.original]),
    );
    for (const [one, other] of pairs(reshaped)) {
      expect(likeness(one.original, other.original), `${one.name}, ${other.name}`).not.toBe('same');
    }
  });

  it('from their crops and mirrors', () => {
    for (const { name, original, square, mirror } of samples()) {
      if (original.width !== original.height) expect(likeness(original, square), name).toBe('crop');
      if (correlation(original, mirror) < 0.9) expect(likeness(original, mirror), name).not.toBe('same');
    }
  });
}

describe('the project’s scenes are told', () => {
  let scenes: readonly Sample[] = [];
  beforeAll(async () => {
    const names = (await readdir(SCENES)).filter((name) => name.endsWith('.svg'));
    const drawn = names.map(async (name) => {
      const svg = await readFile(new URL(name, SCENES));
      return sampleOf(name, svg);
    });
    scenes = await Promise.all(drawn);
  }, 60_000);
  itTellsThemApart(() => scenes);
});

describe.skipIf(!hasCorpus)('real pictures are told', () => {
  let files: readonly Sample[] = [];
  beforeAll(async () => {
    files = await Promise.all(REAL.map(async (name) => sampleOf(name, Buffer.from(await readCorpusFile(name)))));
  }, 60_000);
  itTellsThemApart(() => files);
});

describe('a picture too plain to know again', () => {
  const plain = (value: number): Thumbnail => ({
    luma: new Uint8Array(THUMBNAIL_SIDE ** 2).fill(value),
    width: 10,
    height: 10,
  });

  it('is perhaps the same, never surely', () => expect(likeness(plain(10), plain(200))).toBe('perhaps'));

  it('has no shape when it has no size', () => expect(likeness({ ...plain(1), width: 0 }, plain(1))).toBe('crop'));
});
