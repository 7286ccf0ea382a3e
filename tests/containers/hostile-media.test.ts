import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPart } from '../../lib/bytes/read-part.ts';
import { Unreadable } from '../../lib/bytes/source.ts';
import { containers, recognize } from '../../lib/containers/index.ts';
import { decodeParts } from '../../lib/decoders/index.ts';
import { countingSource } from '../support/build-bytes.ts';
import { mapFile } from './map-file.ts';
import { mediaFiles } from './media-files.ts';

/** Of files of a few kilobytes. A document's objects may be said to lie anywhere, so each may cost a read. */
const MOST_READS = 64;

async function inspectAnything(file: Uint8Array, tellsSize: boolean) {
  const container = recognize(file.subarray(0, 4096));
  if (container === null) return null;
  const source = countingSource(file, { tellsSize });
  const map = await container.map(source);
  expect(source.reads).toBeLessThanOrEqual(MOST_READS);
  for (const { ranges } of map.parts)
    expect(ranges.every(({ offset, length }) => offset >= 0 && length >= 0)).toBe(true);
  await decodeParts(map, (part) => readPart(source, part, 1 << 20));
  return map;
}

describe.each(mediaFiles)('$name', ({ format, file, hasNoStore = false }) => {
  it('is claimed by one container, from 4096 bytes', () => {
    const head = file.subarray(0, 4096);
    const claims = containers.filter((container) => container.matches(head)).map((container) => container.format);
    // What an archive or a tag stands before is only known once it was walked.
    expect(claims).toEqual([
      format === 'application/epub+zip'
        ? 'application/zip'
        : file[0] === 0x49 && format === 'audio/flac'
          ? 'audio/mpeg'
          : format,
    ]);
  });

  it('as built: its store, nothing amiss', async () => {
    const { map, kinds, read } = await mapFile(file);
    expect(map.format).toBe(format);
    expect(map.incomplete).toBe(format === 'video/iso.segment' ? 'unsupported' : null);
    expect(kinds.filter((kind) => kind === 'c2pa')).toHaveLength(hasNoStore ? 0 : 1);
    if (hasNoStore) return;
    const store = await read('c2pa');
    expect(store).toHaveLength(400);
    expect(store).toContain('jumdc2pa');
  });

  it('cut anywhere: never complete without the store that was cut away', async () => {
    for (let length = 12; length < file.length; length++) {
      const map = await inspectAnything(file.subarray(0, length), length % 2 === 0);
      const isSaid = map === null || map.incomplete !== null || map.parts.some(({ kind }) => kind === 'c2pa');
      // Boxes, tags before sound and text have no end of their own: a file may stop between two of them.
      if (!hasNoStore && !ENDLESS.has(format)) expect(isSaid, `${length} bytes`).toBe(true);
    }
  });

  it('with bytes changed anywhere: ends, in few reads', async () => {
    const change = fc.tuple(fc.nat(file.length - 1), fc.constantFrom(0, 1, 2, 4, 8, 0x20, 0x7f, 0x80, 0xff));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), fc.boolean(), async (changes, tellsSize) => {
        const changed = file.slice();
        for (const [at, value] of changes) changed[at] = value;
        await inspectAnything(changed, tellsSize);
      }),
      { numRuns: 300 },
    );
  });

  it('of noise behind a valid start: ends, in few reads', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(200), fc.uint8Array({ maxLength: 600 }), fc.boolean(), async (kept, noise, tellsSize) => {
        await inspectAnything(new Uint8Array(Buffer.concat([file.subarray(0, 12 + kept), noise])), tellsSize);
      }),
      { numRuns: 300 },
    );
  });

  it('from a source that fails at once: throws', async () => {
    const failing = { ...countingSource(file), read: () => Promise.reject(new Unreadable('blocked')) };
    await expect(recognize(file.subarray(0, 4096))?.map(failing)).rejects.toEqual(new Unreadable('blocked'));
  });
});

const ENDLESS = new Set(['video/mp4', 'video/quicktime', 'audio/mp4', 'image/jxl', 'text/plain', 'text/html']);
