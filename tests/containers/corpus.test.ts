import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mapFile } from './map-file.ts';

const corpus = process.env.WHENCE_CORPUS ?? join(import.meta.dirname, '../../../shared/corpus');
const expectations = join(corpus, 'expected.json');

interface Expected {
  readonly basis: readonly string[];
  readonly reference?: { readonly state?: string };
}

describe.skipIf(!existsSync(expectations))('real files', () => {
  const files: Record<string, Expected> = existsSync(expectations)
    ? JSON.parse(readFileSync(expectations, 'utf8')).files
    : {};
  const images = Object.entries(files).filter(
    ([path]) => /\.(jpe?g|png|webp|gif|avif|hei[cf]|tiff|svg)$/.test(path) && !path.startsWith('hostile/'),
  );
  const read = (path: string) => new Uint8Array(readFileSync(join(corpus, path)));

  it.each(images)('%s', async (path, { basis, reference }) => {
    const file = read(path);
    const { map, kinds, read: readKind, source } = await mapFile(file);
    // The validator reads these two no further than their unknown algorithms, and they do hold a store.
    const isSigned = reference?.state !== undefined || basis.includes('record-broken');
    expect(map.incomplete).toBeNull();
    expect(kinds.filter((kind) => kind === 'c2pa')).toHaveLength(isSigned ? 1 : 0);
    expect(map.pixels === undefined).toBe(path.endsWith('.svg'));
    if (isSigned) {
      const store = await readKind('c2pa');
      expect(Buffer.from(store, 'latin1').readUInt32BE(0)).toBe(store.length);
    }
    expect(source.bytesRead).toBeLessThanOrEqual(3 * file.length);
  });

  it('asks for little of a JPEG without a manifest, and for the rest of one with it in one go', async () => {
    for (const [path] of images.filter(([each]) => /\.jpe?g$/.test(each))) {
      const file = read(path);
      const { map, kinds, source } = await mapFile(file);
      const metadata = map.parts.flatMap(({ ranges }) => ranges).reduce((sum, { length }) => sum + length, 0);
      const isSigned = kinds.includes('c2pa');
      expect(source.reads, path).toBeLessThanOrEqual(isSigned ? 4 : 5);
      expect(source.bytesRead, path).toBeLessThan(isSigned ? file.length + 64_000 : metadata + 24_000);
    }
  });

  it.each(['hostile/sample4.svg', 'hostile/tiff_poc.tiff'])('%s ends and is not called clean', async (path) => {
    const { map, source } = await mapFile(read(path));
    expect(map.incomplete).not.toBeNull();
    expect(source.reads).toBeLessThan(20);
  });
});
