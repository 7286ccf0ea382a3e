import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Reader } from '@contentauth/c2pa-node';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memorySource } from '../../lib/bytes/source.ts';
import { buildPack } from '../../lib/evidence/build-pack.ts';
import { pageTranslator } from '../../lib/i18n/page-translator.ts';
import { inspect } from '../../lib/inspect/inspect.ts';
import { PackRefused, verificationTable, verifyPack } from '../../scripts/inspect/verify-pack.ts';
import { ROOT } from '../../scripts/tools.ts';
import { corpusDate, corpusTrust, hasCorpus, readCorpusFile } from '../support/corpus.ts';
import { engineContext } from '../support/engine.ts';
import { sampleEvidence } from '../evidence/sample-evidence.ts';
import { readWords } from '../support/read-words.ts';

const t = await pageTranslator('en-GB', readWords);
const NOW = { at: null, trust: [] };
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whence-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function saved(zip: Uint8Array): Promise<string> {
  const path = join(folder, 'pack.zip');
  await writeFile(path, zip);
  return path;
}

/** A pack as the extension makes it for a file of the corpus. */
async function packOf(path: string): Promise<Uint8Array> {
  const trust = await corpusTrust();
  const bytes = Uint8Array.from(await readCorpusFile(path));
  const report = await inspect(
    { source: memorySource(bytes), name: `https://images.example/${path}` },
    engineContext(trust),
  );
  const made = new Date(Math.max(corpusDate.getTime(), Date.now())).toISOString();
  const evidence = sampleEvidence({
    report,
    address: report.source,
    original: { kind: 'held', value: { bytes, from: 'network' } },
    trust,
    made,
  });
  return (await buildPack(evidence, t)).zip;
}

const differing = (rows: readonly { readonly state: string; readonly check: string }[]) =>
  rows.filter(({ state }) => state === 'different').map(({ check }) => check);

describe.skipIf(!hasCorpus)('--verify-pack', () => {
  it.each([
    'ai-generators/chatgpt-1.png',
    'ai-generators/firefly-1.png',
    'ai-generators/mj-1.png',
    'c2pa/adobe-20220124-CAICA.jpg',
    'c2pa/adobe-20220124-E-sig-CA.jpg',
    'c2pa/truepic-20230212-camera.jpg',
    'c2pa/cloud.jpg',
    'signed-formats/video1.mp4',
    'signed-formats/adobe-20240110-single_manifest_store.pdf',
    'unsigned/sample1.webp',
    'hostile/sample4.svg',
  ])('finds again what the report of %s says', { timeout: 60_000 }, async (path) => {
    const rows = await verifyPack(await saved(await packOf(path)), NOW);
    expect(differing(rows), verificationTable(rows)).toEqual([]);
    expect(rows.filter(({ state }) => state === 'same').length).toBeGreaterThanOrEqual(8);
  });

  it.each(['ai-generators/chatgpt-1.png', 'c2pa/adobe-20220124-CAICA.jpg', 'signed-formats/video1.mp4'])(
    'packs a manifest store of %s that the native reader takes',
    { timeout: 60_000 },
    async (path) => {
      const files = unzipSync(await packOf(path));
      const store = Buffer.from(files['manifest.c2pa'] ?? []);
      const [name = ''] = Object.keys(files).filter((each) => each.startsWith('original.'));
      const mimeType = name.endsWith('png') ? 'image/png' : name.endsWith('jpg') ? 'image/jpeg' : 'video/mp4';
      const asset = { buffer: Buffer.from(files[name] ?? []), mimeType };
      const apart = await Reader.fromManifestDataAndAsset(store, asset);
      const inside = await Reader.fromAsset(asset);
      expect(apart.activeLabel()).toBeDefined();
      expect(apart.activeLabel()).toBe(inside?.activeLabel());
      expect(apart.json().validation_status).toEqual(inside?.json().validation_status);
    },
  );

  it('finds what somebody changed afterwards', { timeout: 60_000 }, async () => {
    const files = unzipSync(await packOf('ai-generators/chatgpt-1.png'));
    const original = Uint8Array.from(files['original.png'] ?? []);
    original[original.length - 20] = (original[original.length - 20] ?? 0) ^ 1;
    const changed = await verifyPack(await saved(zipSync({ ...files, 'original.png': original })), NOW);
    expect(differing(changed)).toEqual(
      expect.arrayContaining(['SHA256SUMS', 'original', 'bytes of the report', 'basis']),
    );

    const report = JSON.parse(new TextDecoder().decode(files['report.json'])) as object;
    const other = new TextEncoder().encode(JSON.stringify({ ...report, label: 'camera-captured' }));
    const relabeled = await verifyPack(await saved(zipSync({ ...files, 'report.json': other })), NOW);
    expect(differing(relabeled)).toEqual(['SHA256SUMS', 'label']);

    const store = new TextEncoder().encode('another');
    const swapped = await verifyPack(await saved(zipSync({ ...files, 'manifest.c2pa': store })), NOW);
    expect(differing(swapped)).toEqual(['SHA256SUMS', 'manifest store']);
  });

  it('answers 0 or 1 as a command, in lines or as JSON', { timeout: 60_000 }, async () => {
    const zip = await packOf('unsigned/sample1.webp');
    const path = await saved(zip);
    const command = [join(ROOT, 'scripts/inspect.ts'), '--verify-pack', path];
    const { stdout } = await promisify(execFile)(process.execPath, command);
    expect(stdout).toContain('The pack agrees with itself.');
    await saved(zipSync({ ...unzipSync(zip), 'view.png': new Uint8Array(3) }));
    const failed = await promisify(execFile)(process.execPath, [...command, '--json']).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 1 });
    const rows = JSON.parse((failed as { stdout: string }).stdout) as unknown[];
    expect(rows).toContainEqual({ check: 'SHA256SUMS', state: 'different', detail: 'not listed: view.png' });
  });

  it('judges by other lists where they are named', { timeout: 60_000 }, async () => {
    const path = await saved(await packOf('c2pa/truepic-20230212-camera.jpg'));
    const rows = await verifyPack(path, { at: Date.parse('2001-01-01'), trust: await corpusTrust() });
    expect(rows.find(({ check }) => check === 'trust lists')?.detail).toContain('as named with --trust');
    expect(rows.find(({ check }) => check === 'judged as of')?.detail).toContain('2001');
  });
});

describe('A file that is no pack', () => {
  it.each([
    ['no ZIP', new TextEncoder().encode('not a pack')],
    ['nothing', new Uint8Array()],
    ['an archive of other things', zipSync({ 'a.txt': new Uint8Array(3) })],
    ['a way out of the folder', zipSync({ '../pack.json': new Uint8Array(3) })],
  ])('is refused: %s', async (_what, zip) => {
    await expect(verifyPack(await saved(zip), NOW)).rejects.toThrow(PackRefused);
  });

  it('is refused where it does not exist', async () => {
    await expect(verifyPack(join(folder, 'gone.zip'), NOW)).rejects.toThrow(PackRefused);
  });
});
