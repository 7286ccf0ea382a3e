import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPack } from '../../lib/evidence/build-pack.ts';
import { type Evidence, MAX_ORIGINAL_BYTES } from '../../lib/evidence/evidence.ts';
import { openPack } from '../../lib/evidence/open-pack.ts';
import { checkSums, readPack } from '../../lib/evidence/read-pack.ts';
import { pageTranslator } from '../../lib/i18n/page-translator.ts';
import { reportFor } from '../verdict/sample-reports.ts';
import { GIF, sampleEvidence, sampleSighting } from './sample-evidence.ts';
import { readWords } from '../support/read-words.ts';

const t = await pageTranslator('en-GB', readWords);

async function packed(evidence: Evidence) {
  const { zip, index } = await buildPack(evidence, t);
  const opened = await openPack(zip);
  if (opened.kind === 'refused') throw new Error(`${opened.why} ${opened.name}`);
  const text = (name: string) => new TextDecoder().decode(opened.files.get(name));
  return { zip, index, files: opened.files, text };
}

describe('An evidence pack', () => {
  it('has everything, in one order, with sums that agree', async () => {
    const view = Uint8Array.of(0x89, 0x50);
    const { files, index } = await packed(sampleEvidence({ view: { kind: 'held', value: view } }));
    expect([...files.keys()]).toEqual([
      'README.txt',
      'report.html',
      'report.json',
      'pack.json',
      'original.gif',
      'view.png',
      'trust/1-anchors.pem',
      'SHA256SUMS',
    ]);
    expect(files.get('original.gif')).toEqual(GIF);
    expect(await checkSums(files)).toEqual({ different: [], missing: [], unlisted: [] });
    expect(index.contacted).toEqual([]);
    expect(readPack(files)?.index.original?.file).toBe('original.gif');
  });

  it('has of a work what says what it is and how alike it is, each with its hash', async () => {
    const sighting = sampleSighting();
    const { files, index, text } = await packed(sampleEvidence({ sighting }));
    expect(await checkSums(files)).toEqual({ different: [], missing: [], unlisted: [] });
    expect(files.get('work-fingerprint.bin')).toEqual(sighting.fingerprint);
    expect(JSON.parse(text('sighting.json'))).toMatchObject({ work: { title: 'Harbor' }, answer: null });
    expect(text('sighting.json')).not.toContain('private notes');
    expect(readPack(files)?.index.sighting).toMatchObject({ fingerprint: 'work-fingerprint.bin', pdqDistance: 12 });
    expect(text('README.txt')).toContain('The page was not open when this pack was made.');
    expect(text('report.html')).toMatch(/<polygon points="0,0 50,0 50,100" \/>/);
    expect(index.sighting?.isPageOpen).toBe(false);
    expect(text('report.html')).not.toMatch(/<script|<b>/);
  });

  it('is no pack where a part of a work is not there', async () => {
    const { files } = await packed(sampleEvidence({ sighting: sampleSighting() }));
    const without = new Map(files);
    without.delete('work-fingerprint.bin');
    expect(readPack(without)).toBeNull();
  });

  it('is the same to the byte for the same evidence', async () => {
    const [one, two] = [await buildPack(sampleEvidence(), t), await buildPack(sampleEvidence(), t)];
    expect(one.zip).toEqual(two.zip);
  });

  it('stores the original as it is', async () => {
    const { zip } = await buildPack(sampleEvidence(), t);
    expect(Buffer.from(zip).includes(Buffer.from(GIF))).toBe(true);
  });

  it('says why there is no original, and gives the hash that is known', async () => {
    const report = reportFor('ai-generated', 'signed-trusted', { sha256: 'a'.repeat(64) });
    const { files, text } = await packed(sampleEvidence({ report, original: { kind: 'missing', why: 'blocked' } }));
    expect([...files.keys()].some((name) => name.startsWith('original'))).toBe(false);
    expect(text('README.txt')).toContain('The original is not enclosed');
    expect(text('README.txt')).toContain('a'.repeat(64));
    expect(JSON.parse(text('pack.json')).original).toEqual({ missing: 'blocked' });
  });

  it('leaves out an original over the cap', async () => {
    const bytes = new Uint8Array(MAX_ORIGINAL_BYTES + 1);
    const { index } = await buildPack(
      sampleEvidence({ original: { kind: 'held', value: { bytes, from: 'network' } } }),
      t,
    );
    expect(index.original).toEqual({ missing: 'too-large' });
  });

  it('of what the person brought tells of no page, in any of its files', async () => {
    const { index, text } = await packed(
      sampleEvidence({
        address: 'holiday/a.gif',
        page: null,
        original: { kind: 'held', value: { bytes: GIF, from: 'file' } },
        view: { kind: 'missing', why: 'no-page' },
      }),
    );
    expect(index).toMatchObject({
      page: null,
      address: 'holiday/a.gif',
      original: { readFrom: 'file' },
      contacted: [],
    });
    for (const name of ['README.txt', 'report.html']) {
      expect(text(name), name).toContain('on no page');
      expect(text(name), name).toContain('holiday/a.gif');
      expect(text(name), name).toContain('Where this file was before');
      expect(text(name), name).not.toMatch(/no longer open|That the page showed/);
    }
    expect(text('report.html')).toContain('The file is from this device. No other server was contacted.');
  });

  it('says that the bytes changed, with both hashes', async () => {
    const report = reportFor('ai-generated', 'signed-trusted', { sha256: 'b'.repeat(64), format: 'image/gif' });
    const { text, index } = await packed(sampleEvidence({ report }));
    const enclosed = 'sha256' in index.original ? index.original.sha256 : '';
    expect(text('README.txt')).toContain('the enclosed bytes are not those');
    for (const hash of [enclosed, 'b'.repeat(64)]) expect(text('report.html')).toContain(hash);
  });

  it('names the servers that were contacted', async () => {
    const { index, text } = await packed(
      sampleEvidence({ original: { kind: 'held', value: { bytes: GIF, from: 'network' } } }),
    );
    expect(index.contacted).toEqual(['images.example']);
    expect(text('report.html')).toContain('Contacted: images.example.');
  });

  it('takes any text for a name, an address or a title and lets none of it out of its place', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        const { files } = await packed(sampleEvidence({ address: text, page: { url: text, title: text } }));
        expect(await checkSums(files)).toEqual({ different: [], missing: [], unlisted: [] });
        for (const name of files.keys()) expect(name).toMatch(/^[\w./-]+$/);
      }),
      { numRuns: 40 },
    );
  });
});
