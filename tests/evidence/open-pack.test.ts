import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { buildPack } from '../../lib/evidence/build-pack.ts';
import { compareReports } from '../../lib/evidence/compare-reports.ts';
import { openPack } from '../../lib/evidence/open-pack.ts';
import { checkSums, readPack } from '../../lib/evidence/read-pack.ts';
import { pageTranslator } from '../../lib/i18n/page-translator.ts';
import { reportFor, sampleRecord } from '../verdict/sample-reports.ts';
import { sampleEvidence } from './sample-evidence.ts';
import { readWords } from '../support/read-words.ts';

const t = await pageTranslator('en-GB', readWords);
const text = (words: string) => new TextEncoder().encode(words);
const packed = (files: Record<string, Uint8Array>, level: 0 | 9 = 0) => zipSync(files, { level });
const refusal = async (zip: Uint8Array) => {
  const opened = await openPack(zip);
  return opened.kind === 'refused' ? opened.why : 'taken';
};
/** Writes another name of the same length over one, everywhere or at its n-th place. */
function renamed(zip: Uint8Array, from: string, to: string, place?: number): Uint8Array {
  const bytes = Buffer.from(zip);
  let found = 0;
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) {
    if (place === undefined || found === place) bytes.write(to, at, 'latin1');
    found += 1;
  }
  return bytes;
}

describe('openPack', () => {
  it('takes a pack that was packed again', async () => {
    const opened = await openPack(packed({ 'a.txt': text('words '.repeat(1000)), 'trust/1.pem': text('x') }, 9));
    expect(opened.kind === 'files' && opened.files.get('a.txt')?.length).toBe(6000);
  });

  it.each([
    '../up.txt',
    '/root.txt',
    'C:\\x.txt',
    'a/b/c.txt',
    '.hidden',
    'a..txt',
    'ünicode.txt',
    'trust/',
    'a\u0000b',
  ])('refuses the name %j', async (name) => {
    expect(await refusal(packed({ [name]: text('x') }))).toBe('bad-name');
  });

  it('refuses two files of one name, and a file with two names', async () => {
    const zip = packed({ 'aa.txt': text('one'), 'bb.txt': text('two') });
    expect(await refusal(renamed(zip, 'bb.txt', 'aa.txt'))).toBe('same-name-twice');
    expect(await refusal(renamed(zip, 'bb.txt', 'cc.txt', 0))).toBe('two-names');
  });

  it('refuses a bomb before it opens', async () => {
    const zeros = new Uint8Array(64 * 1024 * 1024);
    const files = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`z${index}.bin`, zeros]));
    const bomb = packed(files, 9);
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await refusal(bomb)).toBe('too-large');
  });

  it('refuses files that lie over each other', async () => {
    const zip = Buffer.from(packed({ 'aa.txt': text('one'), 'bb.txt': text('two') }));
    const second = zip.lastIndexOf('PK\x01\x02');
    zip.writeUInt32LE(1, second + 42);
    expect(['overlapping', 'unreadable-file', 'two-names']).toContain(await refusal(zip));
  });

  it('refuses more files than a pack has', async () => {
    const files = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`f${index}`, text('x')]));
    expect(await refusal(packed(files))).toBe('too-many-files');
  });

  it('answers to any bytes, whole packs with changed bytes among them', async () => {
    const { zip } = await buildPack(sampleEvidence(), t);
    await fc.assert(
      fc.asyncProperty(fc.nat(zip.length - 1), fc.nat(255), fc.nat(zip.length), async (at, value, end) => {
        const changed = Uint8Array.from(zip);
        changed[at] = value;
        const opened = await openPack(changed.subarray(0, end));
        if (opened.kind === 'refused') return;
        const sums = await checkSums(opened.files);
        readPack(opened.files);
        // A byte of a file cannot change unnoticed; in the archive's own fields it may.
        const isNoticed = sums === null || sums.different.length + sums.missing.length + sums.unlisted.length > 0;
        const isSame = Object.entries(Object.fromEntries(opened.files)).every(([, bytes]) =>
          Buffer.from(zip).includes(Buffer.from(bytes)),
        );
        expect(isNoticed || isSame).toBe(true);
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect((await openPack(bytes)).kind).toBe('refused');
      }),
    );
  });
});

describe('readPack', () => {
  it('answers to any JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (index, report) => {
        const files = new Map([
          ['pack.json', text(JSON.stringify(index))],
          ['report.json', text(JSON.stringify(report))],
        ]);
        expect(readPack(files)).toBeNull();
      }),
    );
  });

  it('takes no list or manifest that is not there', async () => {
    const { index } = await buildPack(sampleEvidence(), t);
    const report = text('{}');
    for (const change of [
      { manifests: ['gone.c2pa'] },
      { trust: [{ kind: 'c2pa', name: 'x', issued: null, anchors: 'gone', allowed: null }] },
      { original: { file: 'gone', sha256: 'a'.repeat(64) } },
      { original: {} },
      { version: 2 },
      { made: 'yesterday' },
    ]) {
      const files = new Map([
        ['pack.json', text(JSON.stringify({ ...index, original: { missing: 'blocked' }, trust: [], ...change }))],
        ['report.json', report],
      ]);
      expect(readPack(files), JSON.stringify(change)).toBeNull();
    }
  });
});

describe('compareReports', () => {
  const report = reportFor('ai-generated', 'signed-trusted', { record: sampleRecord(), because: ['c2pa-manifest'] });
  const stored = (over: object = {}) => JSON.parse(JSON.stringify({ ...report, ...over })) as Record<string, unknown>;
  const states = (packed: Record<string, unknown>) =>
    Object.fromEntries(compareReports(packed, report).map(({ what, state }) => [what, state]));

  it('finds a report the same, whatever the order of its fields', () => {
    const reversed = Object.fromEntries(Object.entries(stored()).toReversed());
    expect(new Set(Object.values(states(reversed)))).toEqual(new Set(['same']));
  });

  it('finds each difference', () => {
    expect(states(stored({ label: null })).label).toBe('different');
    expect(states(stored({ basis: 'declared' })).basis).toBe('different');
    expect(states(stored({ record: { ...report.record, signer: 'Another' } })).record).toBe('different');
    expect(states(stored({ record: { ...report.record, failures: ['x'] } }))['status-codes']).toBe('different');
  });

  it('does not compare what came from elsewhere', () => {
    expect(states(stored({ recordFrom: 'remote', label: null }))).toMatchObject({
      label: 'not-compared',
      record: 'not-compared',
    });
    expect(states(stored({ because: ['trustmark'] })).label).toBe('not-compared');
  });
});
