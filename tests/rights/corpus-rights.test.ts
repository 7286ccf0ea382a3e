import { describe, expect, it } from 'vitest';
import { readPart } from '../../lib/bytes/read-part.ts';
import { memorySource } from '../../lib/bytes/source.ts';
import { recognize } from '../../lib/containers/index.ts';
import { decodeParts } from '../../lib/decoders/index.ts';
import { fileLines } from '../../lib/rights/file-lines.ts';
import { readRights } from '../../lib/rights/read-rights.ts';
import { hasCorpus, readCorpusFile } from '../support/corpus.ts';

async function linesOf(name: string): Promise<readonly string[]> {
  const bytes = await readCorpusFile(name);
  const map = await recognize(bytes.subarray(0, 4096))?.map(memorySource(bytes));
  if (map === undefined) throw new Error(`No container knows ${name}.`);
  const { fields } = await decodeParts(map, (part) => readPart(memorySource(bytes), part, 16 << 20));
  return fileLines(readRights(fields)).map(({ field, value }) => `${field}: ${value}`);
}

describe.skipIf(!hasCorpus)('rights of real files', () => {
  it.each([
    ['ai-generators/mj-1.png', ['identifiers: DigImageGUID 2b6e053b-9a65-4ca9-9e13-b6f4465164d4']],
    ['c2pa/nikon-20221019-building.jpeg', ['creator: Andy Parsons', 'copyright: Adobe,Inc']],
    ['unsigned/sample1.wav', ['creator: Kevin MacLeod']],
    [
      'unsigned/basic.pdf',
      [
        'identifiers: DocumentID uuid:a95fcf56-a500-f448-ae9a-a54af4524c76',
        'identifiers: InstanceID uuid:760d7c30-45f1-264f-a779-e839fa1fa111',
      ],
    ],
    [
      'unsigned/video1_no_manifest.mp4',
      [
        'identifiers: OriginalDocumentID xmp.did:1f392682-9b12-45ca-ae61-513a3b5a9872',
        'identifiers: DocumentID c6a9bd1c-667b-2eb1-9b13-11d100000049',
        'identifiers: InstanceID xmp.iid:a385def5-3207-4f7f-bb7e-588875cd7af5',
      ],
    ],
    ['ai-generators/grok-1.jpg', []],
  ])('%s', async (name, lines) => {
    expect(await linesOf(name)).toEqual(lines);
  });
});
