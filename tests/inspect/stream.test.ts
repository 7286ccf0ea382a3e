import { describe, expect, it } from 'vitest';
import { memorySource } from '../../lib/bytes/source.ts';
import { inspect } from '../../lib/inspect/inspect.ts';
import { box, bytes } from '../support/build-bytes.ts';
import { MP4, moov } from '../support/build-media.ts';
import { hasCorpus, readCorpusFile } from '../support/corpus.ts';
import { engineContext } from '../support/engine.ts';

const ADDRESS = 'https://cdn.example/init.mp4';
const context = engineContext();

async function* each(fragments: readonly Uint8Array[], taken: Uint8Array[] = []): AsyncGenerator<Uint8Array> {
  for (const fragment of fragments) {
    taken.push(fragment);
    yield fragment;
  }
}

const look = (head: Uint8Array, fragments: AsyncIterable<Uint8Array>) =>
  inspect({ source: memorySource(head), name: 'blob:x', stream: { address: ADDRESS, fragments } }, context);

function flipped(file: Uint8Array, at: number): Uint8Array {
  const changed = file.slice();
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

describe.skipIf(!hasCorpus)('the record of a real stream', async () => {
  const [head, fragment] = hasCorpus
    ? [await readCorpusFile('signed-formats/dashinit.mp4'), await readCorpusFile('signed-formats/dash1.m4s')]
    : [new Uint8Array(), new Uint8Array()];
  /** Of the encoder's name in `moov`, and of the pictures. */
  const inHead = head.length - 20;
  const inMedia = fragment.length - 1000;

  it('stands when its head and a fragment match it, and says how far that goes', async () => {
    const report = await look(head, each([fragment]));
    expect(report).toMatchObject({
      basis: 'signed-unrecognised',
      label: null,
      sha256: null,
      record: { signer: 'Alice', failures: ['signingCredential.untrusted'] },
      stream: { address: ADDRESS, compared: 'part' },
      notChecked: [{ what: 'content-hash', why: 'piece' }],
    });
    expect(report.sentence).toMatch(/not with what plays\.$/);
  });

  it('takes no more fragments than it needs, and looks past those of another track', async () => {
    const taken: Uint8Array[] = [];
    const report = await look(head, each([flipped(fragment, inMedia), fragment, fragment], taken));
    expect(report.basis).toBe('signed-unrecognised');
    expect(taken).toHaveLength(2);
  });

  it.each([
    ['without any fragment', head, []],
    ['with one of other pictures', head, [flipped(fragment, inMedia)]],
    ['with a changed head', flipped(head, inHead), [fragment]],
    ['with what is no fragment', head, [new Uint8Array(), head, new Uint8Array(50).fill(255)]],
  ])('is not used %s', async (_case, first, fragments) => {
    expect(await look(first, each(fragments))).toMatchObject({
      basis: 'could-not-check',
      why: 'piece',
      label: null,
      record: null,
      stream: { compared: null },
    });
  });
});

it('of a head without a record takes no fragment and says nothing was found', async () => {
  const taken: Uint8Array[] = [];
  const report = await look(bytes(MP4, moov(box('mvex'))), each([new Uint8Array(8)], taken));
  expect(report).toMatchObject({ basis: 'nothing-found', stream: { compared: null } });
  expect(taken).toEqual([]);
});
