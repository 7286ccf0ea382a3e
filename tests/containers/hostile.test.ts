import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPart } from '../../lib/bytes/read-part.ts';
import { Unreadable } from '../../lib/bytes/source.ts';
import { recognize } from '../../lib/containers/index.ts';
import { countingSource } from '../support/build-bytes.ts';
import { mapFile } from './map-file.ts';
import { sampleFiles } from './sample-files.ts';

/** Files of a few kilobytes lie in the first read; what is scattered by lying offsets costs some more. */
const MOST_READS = 8;

async function mapAnything(file: Uint8Array, tellsSize: boolean) {
  const container = recognize(file.subarray(0, 4096));
  if (container === null) return null;
  const source = countingSource(file, { tellsSize });
  const map = await container.map(source);
  expect(source.reads).toBeLessThanOrEqual(MOST_READS);
  for (const part of map.parts) {
    expect(part.ranges.every(({ offset, length }) => offset >= 0 && length >= 0)).toBe(true);
    const outcome = await readPart(source, part, 1 << 20);
    // What a whole file says it holds, it holds, even if it turns out to be no Base64.
    if (map.incomplete === null && part.encoding === undefined) expect(outcome.kind).toBe('found');
  }
  return map;
}

describe.each(sampleFiles)('$name', ({ format, file }) => {
  it('as built: one store, nothing amiss', async () => {
    const { map, kinds, read } = await mapFile(file);
    expect(map).toMatchObject({ format, incomplete: null });
    expect(kinds.filter((kind) => kind === 'c2pa')).toHaveLength(1);
    expect(await read('c2pa')).toContain('jumdc2pa');
  });

  it('cut anywhere: never complete without the store that was cut away', async () => {
    for (let length = 12; length < file.length; length++) {
      const map = await mapAnything(file.subarray(0, length), length % 2 === 0);
      const isSaid = map === null || map.incomplete !== null || map.parts.some(({ kind }) => kind === 'c2pa');
      // BMFF has no end: a file may stop between two boxes.
      if (format !== 'image/avif') expect(isSaid, `${length} bytes`).toBe(true);
    }
  });

  it('with bytes changed anywhere: ends, in few reads', async () => {
    const change = fc.tuple(fc.nat(file.length - 1), fc.constantFrom(0, 1, 2, 4, 8, 0x7f, 0x80, 0xff));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), fc.boolean(), async (changes, tellsSize) => {
        const changed = file.slice();
        for (const [at, value] of changes) changed[at] = value;
        await mapAnything(changed, tellsSize);
      }),
      { numRuns: 300 },
    );
  });

  it('of noise behind a valid start: ends, in few reads', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(64), fc.uint8Array({ maxLength: 600 }), fc.boolean(), async (kept, noise, tellsSize) => {
        await mapAnything(new Uint8Array(Buffer.concat([file.subarray(0, 12 + kept), noise])), tellsSize);
      }),
      { numRuns: 300 },
    );
  });

  it('from a source that fails: at once throws, later keeps what was found and says why', async () => {
    const container = recognize(file.subarray(0, 4096));
    const failing = { ...countingSource(file), read: () => Promise.reject(new Unreadable('blocked')) };
    await expect(container?.map(failing)).rejects.toEqual(new Unreadable('blocked'));
  });
});

describe('a source that fails later', () => {
  it('leaves the parts found so far, with its reason', async () => {
    const [jpeg] = sampleFiles;
    if (jpeg === undefined) throw new Error('no sample');
    const head = new Uint8Array(65536);
    head.set(jpeg.file);
    const source = {
      size: 1_000_000,
      bytesRead: 0,
      read: async (offset: number, length: number) => {
        if (offset + length > head.length) throw new Unreadable('timeout');
        return head;
      },
    };
    const map = await recognize(head)?.map(source);
    expect(map).toMatchObject({ incomplete: 'timeout' });
    expect(map?.parts.map(({ kind }) => kind)).toContain('c2pa');
  });
});

it('maps noise, or does not, without a word', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (noise) => void (await mapAnything(noise, true))),
  );
});
