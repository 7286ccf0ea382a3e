import { describe, expect, it, vi } from 'vitest';
import { unzipSync } from 'fflate';
import { memorySource, Unreadable } from '../../lib/bytes/source.ts';
import type { CertificateChain } from '../../lib/model/certificate.ts';
import type { Outcome, Unanswered } from '../../lib/model/outcome.ts';
import type { EvidenceJob, EvidenceNote, EvidenceTask, ReadAgainJob } from '../../lib/platform/evidence-job.ts';
import { type EvidenceScope, serveEvidence } from '../../lib/platform/evidence-worker.ts';
import { evidenceNotes } from '../../lib/platform/evidence-notes.ts';
import { readWhole } from '../../lib/platform/read-whole.ts';
import { pageTranslator } from '../../lib/i18n/page-translator.ts';
import { createAuthority } from '../../scripts/samples/authority.ts';
import { draw } from '../../scripts/samples/draw.ts';
import { GENERATED, sign } from '../../scripts/samples/sign.ts';
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

  it('takes a file from this device, whatever it is called', async () => {
    const brought = {
      address: 'https://images.example/a.gif',
      page: null,
      view: { kind: 'missing', why: 'no-page' },
    } as const;
    const { files, index } = await make({ url: 'file:1', frameUrl: '', file: new Blob([GIF]), ...brought });
    expect(files['original.gif']).toEqual(GIF);
    expect(index).toMatchObject({ original: { readFrom: 'file' }, contacted: [] });
    expect(evidenceNotes(index, t)).toEqual([]);
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

describe('Certificates read in a Worker', () => {
  const nowhere = { frameUrl: 'https://tidewater.example/', inline: null, reading: null, trust: [] };
  function look(over: Partial<ReadAgainJob>): Promise<Outcome<CertificateChain>> {
    const { promise, resolve } = Promise.withResolvers<Outcome<CertificateChain>>();
    const scope: EvidenceScope = {
      onmessage: null,
      postMessage: (note) => note.kind === 'certificates' && resolve(note.chain),
    };
    serveEvidence(scope);
    const job = { ...nowhere, report: sampleEvidence().report, url: 'blob:x', ...over };
    scope.onmessage?.({ data: { kind: 'certificates', job } } as MessageEvent<EvidenceTask>);
    return promise;
  }

  it('are those of the file’s record, on a page or from this device', async () => {
    const { issue } = await createAuthority('Whence');
    const dates = { from: new Date('2024-01-01'), until: new Date('2050-01-01') };
    const credential = await issue({ organization: 'Leaf Org', name: 'Leaf', ...dates });
    const picture = await draw({ scene: 'dawn', format: 'jpeg', width: 64 });
    const plan = { title: 'a.jpg', generator: 'Whence', actions: GENERATED };
    const { bytes } = await sign(picture, plan, credential);
    const chain = await look({ inline: bytes.toString('base64') });
    expect(chain).toMatchObject({ kind: 'found', value: { others: 0 } });
    expect(chain.kind === 'found' && chain.value.certificates[0]?.subject.name).toBe('Leaf');
    expect(await look({ url: 'file:1', frameUrl: '', file: new Blob([Uint8Array.from(bytes)]) })).toEqual(chain);
  });

  it.each<[Partial<ReadAgainJob>, Unanswered]>([
    [{ inline: Buffer.from(GIF).toString('base64') }, 'unreadable'],
    [{}, 'blocked'],
    [{ url: 'http://192.168.1.1/a.gif' }, 'not-public'],
    [{ report: { ...sampleEvidence().report, stream: { address: '', compared: null } } }, 'stream'],
  ])('are unanswered where they cannot be read: %#', async (over, why) => {
    expect(await look(over)).toEqual({ kind: 'unanswered', why });
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
