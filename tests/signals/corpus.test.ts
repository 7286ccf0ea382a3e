import { describe, expect, it } from 'vitest';
import { readPart } from '../../lib/bytes/read-part.ts';
import { memorySource } from '../../lib/bytes/source.ts';
import { recognize } from '../../lib/containers/index.ts';
import { decodeParts } from '../../lib/decoders/index.ts';
import { readExposures } from '../../lib/details/people.ts';
import { declaredSignals } from '../../lib/signals/registry.ts';
import { corpusFiles, hasCorpus, readCorpusFile } from '../support/corpus.ts';

const filesIn = (folder: string) => corpusFiles.map(([name]) => name).filter((name) => name.startsWith(`${folder}/`));

/** Every declaration found in a file, by detector; `null` when no container knows the format. */
async function look(name: string) {
  const bytes = await readCorpusFile(name);
  const container = recognize(bytes.subarray(0, 4096));
  if (container === null) return null;
  const source = memorySource(bytes);
  const map = await container.map(source);
  const { fields, gaps } = await decodeParts(map, (part) => readPart(source, part, 16 << 20));
  const evidence = { map, fields, gaps, pixels: async () => ({ kind: 'unanswered', why: 'unsupported' }) as const };
  const found: Record<string, unknown> = {};
  for (const signal of declaredSignals) {
    const outcome = await signal.detect(evidence, new AbortController().signal);
    if (outcome.kind === 'found') found[signal.id] = outcome.value;
  }
  return { found, gaps, exposes: readExposures(fields) };
}

describe.skipIf(!hasCorpus)('real files', () => {
  it('Grok', async () => {
    const seen = await look('ai-generators/grok-1.jpg');
    expect(seen?.found).toMatchObject({ 'grok-signature': { says: 'ai-generated', tool: 'Grok' } });
    expect(seen?.exposes).toEqual([]);
  });

  it('Midjourney', async () => {
    const seen = await look('ai-generators/mj-1.png');
    expect(seen?.found).toMatchObject({
      'iptc-digital-source-type': { says: 'ai-generated', code: 'trainedAlgorithmicMedia' },
      'generator-parameters': { says: 'ai-generated', tool: 'Midjourney', version: '5.2' },
    });
    expect(seen?.exposes).toEqual(['account-name']);
  });

  it('Doubao', async () => {
    const seen = await look('ai-generators/doubao_black_1x1_1.png');
    expect(seen?.found).toMatchObject({ 'tc260-aigc': { says: 'ai-generated', tool: 'Doubao', label: '1' } });
  });

  it.each([...filesIn('unsigned'), ...filesIn('watermarks'), ...filesIn('c2pa')])(
    '%s declares nothing, with no gap',
    async (name) => {
      const seen = await look(name);
      if (seen === null) return;
      expect(seen.found).toEqual({});
      expect([...seen.gaps]).toEqual([]);
    },
  );

  it.each(filesIn('hostile'))('%s ends', async (name) => {
    const seen = await look(name);
    expect(seen?.found ?? {}).toEqual({});
  });
});
