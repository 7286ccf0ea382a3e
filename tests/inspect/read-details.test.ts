import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { memorySource, Unreadable } from '../../lib/bytes/source.ts';
import { storedAssertions } from '../../lib/decoders/c2pa-boxes.ts';
import { readDetails } from '../../lib/inspect/read-details.ts';
import { readPreviews } from '../../lib/inspect/read-previews.ts';
import type { FileDetails } from '../../lib/model/file-details.ts';
import { hasCorpus, readCorpusFile } from '../support/corpus.ts';
import { fileAssertion, manifest, manifestStore } from '../support/jumbf.ts';

const picture = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer();
const previews = async (...files: readonly Uint8Array[]) => {
  const assertions = files.map((bytes, index) => fileAssertion(`c2pa.thumbnail.ingredient__${index}`, bytes));
  return (await readPreviews(storedAssertions(manifestStore(manifest('urn:a', ...assertions))))).map(
    ([, each]) => each,
  );
};

async function details(file: string, withPeople = false): Promise<FileDetails> {
  const source = memorySource(await readCorpusFile(file));
  const outcome = await readDetails(source, withPeople);
  if (outcome.kind !== 'found') throw new Error(JSON.stringify(outcome));
  return outcome.value;
}

describe('previews', () => {
  it('are handed on as they are', async () => {
    const small = await picture(64, 48);
    expect(await previews(small)).toEqual([{ kind: 'picture', type: 'image/jpeg', base64: small.toString('base64') }]);
  });

  it('are too large with 40 megapixels, however few bytes these take, and nobody decodes them', async () => {
    const large = await picture(8000, 5000);
    expect(large.length).toBeLessThan(1024 * 1024);
    expect(await previews(large)).toEqual([{ kind: 'too-large' }]);
  });

  it('are too large in bytes, one by one and together', async () => {
    const small = await picture(64, 48);
    const padded = (length: number) => Buffer.concat([small, new Uint8Array(length - small.length)]);
    expect(await previews(padded(1024 * 1024 + 1))).toEqual([{ kind: 'too-large' }]);
    const many = await previews(...Array.from({ length: 60 }, () => padded(500_000)));
    expect(many).toHaveLength(40);
    expect(many.filter(({ kind }) => kind === 'picture')).toHaveLength(8);
  });

  it('are no pages, no scripts and nothing of unknown size', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>a()</script></svg>');
    expect(await previews(svg, Buffer.from('GIF89a'), new Uint8Array(), Buffer.from([0xff, 0xd8, 0xff]))).toEqual([]);
  });
});

describe('a file that cannot be read', () => {
  it('says why', async () => {
    const read = () => Promise.reject(new Unreadable('offline'));
    expect(await readDetails({ size: null, bytesRead: 0, read }, true)).toEqual({ kind: 'unanswered', why: 'offline' });
    expect(await readDetails(memorySource(Uint8Array.of(1, 2, 3)), true)).toEqual({
      kind: 'unanswered',
      why: 'unsupported',
    });
  });
});

describe.skipIf(!hasCorpus)('real files', () => {
  it('has what a camera states in Exif, and what it states in its record', async () => {
    const nikon = await details('c2pa/nikon-20221019-building.jpeg');
    expect(nikon.capture).toContainEqual({ name: 'exposure', value: '1/80', sources: ['exif', 'record'] });
    expect(nikon.capture).toContainEqual({
      name: 'taken',
      value: '2022-10-25T11:27:32-05:00',
      sources: ['exif', 'record'],
    });
    expect(new Set(nikon.capture.map(({ name }) => name)).size).toBeGreaterThan(5);
    expect(nikon.people).toBeNull();

    const truepic = await details('c2pa/truepic-20230212-camera.jpg', true);
    expect(truepic.capture).toContainEqual({ name: 'model', value: 'Pixel 5', sources: ['exif', 'record'] });
    expect(truepic.people).toContainEqual({
      name: 'gps',
      value: '43.152093900000, -77.580532800000',
      sources: ['record'],
    });
  });

  it('has the previews that the tree names', async () => {
    const { previews: found } = await details('c2pa/adobe-20220124-CAICA.jpg');
    const addresses = found.map(([address]) => address);
    expect(addresses).toContain(
      'self#jumbf=/c2pa/contentauth:urn:uuid:8f599860-7021-40af-a751-369f6a8bb66e/c2pa.assertions/c2pa.thumbnail.ingredient__1.jpeg',
    );
    expect(found.every(([, { kind }]) => kind === 'picture')).toBe(true);
  });
});
