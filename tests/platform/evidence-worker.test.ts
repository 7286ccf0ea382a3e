import { describe, expect, it, vi } from 'vitest';
import { unzipSync } from 'fflate';
import { memorySource, Unreadable } from '../../lib/bytes/source.ts';
import type { EvidenceJob, EvidenceNote, EvidenceTask } from '../../lib/platform/evidence-job.ts';
import { type EvidenceScope, serveEvidence } from '../../lib/platform/evidence-worker.ts';
import { evidenceNotes } from '../../lib/platform/evidence-notes.ts';
import { readWhole } from '../../lib/platform/read-whole.ts';
import { pageTranslator } from '../../lib/i18n/page-translator.ts';
import { readWords } from '../support/read-words.ts';
import { GIF, sampleEvidence } from '../evidence/sample-evidence.ts';

const t = await pageTranslator('en-GB', readWords);
const NO_FACTS = {
  status: 200,
  finalUrl: '',
  contentType: null,
  etag: null,
  lastModified: null,
  size: null,
  link: null,
};

// Node has none; a fault of ours fails the test here.
vi.stubGlobal('reportError', (error: unknown) => {
  throw error;
});

/** Makes a pack as the Worker does; `pageAnswers` says what the page answers to each question. */
async function make(over: Partial<EvidenceJob>, pageAnswers: string | null = null) {
  const { promise, resolve } = Promise.withResolvers<Extract<EvidenceNote, { readonly kind: 'done' }>>();
  const notes: EvidenceNote['kind'][] = [];
  const scope: EvidenceScope = {
    onmessage: null,
    postMessage(note) {
      notes.push(note.kind);
      if (note.kind === 'done') resolve(note);
      if (note.kind === 'ask-page') tell({ kind: 'page-bytes', question: note.question, base64: pageAnswers });
    },
  };
  const tell = (data: EvidenceTask) => scope.onmessage?.({ data } as MessageEvent<EvidenceTask>);
  serveEvidence(scope);
  const { original: _original, ...evidence } = sampleEvidence();
  const base = { url: 'https://images.example/a.gif', frameUrl: 'https://tidewater.example/', inline: null };
  tell({ kind: 'make', job: { ...evidence, ...base, reading: null, language: 'en-GB', words: null, ...over } });
  const { zip, index } = await promise;
  return { files: unzipSync(zip), index, notes };
}

describe('A pack made in a Worker', () => {
  it('takes bytes that only the page could read', async () => {
    const { files, index, notes } = await make({ url: 'blob:x', inline: Buffer.from(GIF).toString('base64') });
    expect(files['original.gif']).toEqual(GIF);
    expect(index.original).toMatchObject({ readFrom: 'address' });
    expect(notes).toEqual(['reading', 'reading', 'packing', 'done']);
  });

  it('takes what the page delivers, and asks it for the rest', async () => {
    const [head, rest] = [GIF.subarray(0, 10), GIF.subarray(10)];
    const reading = {
      tab: 1,
      frame: 0,
      size: GIF.length,
      head: Buffer.from(head).toString('base64'),
      facts: { ...NO_FACTS, storedUntil: null },
    };
    const { files, index } = await make(
      { reading: reading as unknown as EvidenceJob['reading'] },
      Buffer.from(rest).toString('base64'),
    );
    expect(files['original.gif']).toEqual(GIF);
    expect(index).toMatchObject({ original: { readFrom: 'page' }, contacted: [] });
  });

  it.each([
    ['blob:https://tidewater.example/1', 'blocked'],
    ['http://192.168.1.1/a.gif', 'not-public'],
    ['data:image/gif;base64,%%%', 'malformed'],
  ])('says why %s is not enclosed', async (url, why) => {
    const { files, index } = await make({ url });
    expect(Object.keys(files).some((name) => name.startsWith('original'))).toBe(false);
    expect(index.original).toEqual({ missing: why });
    expect(evidenceNotes(index, t)[0]).toContain('The original is not enclosed');
  });

  it('takes no piece of a stream for the whole', async () => {
    const report = { ...sampleEvidence().report, stream: { address: 'https://images.example/1.m4s', compared: null } };
    const { index } = await make({ report, inline: Buffer.from(GIF).toString('base64') });
    expect(index.original).toEqual({ missing: 'stream' });
  });
});

describe('readWhole', () => {
  const bytes = Uint8Array.from({ length: 9_000_000 }, (_, index) => index);
  const isSame = (read: Uint8Array) => Buffer.compare(read, bytes) === 0;

  it('reads in pieces and tells how far it is', async () => {
    const told: (number | null)[] = [];
    const source = memorySource(bytes);
    expect(isSame(await readWhole(source, 10_000_000, (read) => told.push(read)))).toBe(true);
    expect(told).toEqual([0, 4_194_304, 8_388_608, 9_000_000]);
    const unsized = { size: null, bytesRead: 0, read: source.read };
    expect(isSame(await readWhole(unsized, 10_000_000, () => {}))).toBe(true);
  });

  it('stops at the cap, whatever the size that was told', async () => {
    const source = memorySource(bytes);
    await expect(readWhole(source, 8_000_000, () => {})).rejects.toMatchObject({ why: 'too-large' });
    const endless = { size: null, bytesRead: 0, read: async (_: number, length: number) => new Uint8Array(length) };
    await expect(readWhole(endless, 8_000_000, () => {})).rejects.toMatchObject({ why: 'too-large' });
  });

  it('knows a file that ends early', async () => {
    const short = { size: 100, bytesRead: 0, read: async () => new Uint8Array(50) };
    await expect(readWhole(short, 1000, () => {})).rejects.toThrow(Unreadable);
  });
});
