import { describe, expect, it } from 'vitest';
import type { NewWork } from '../../lib/catalog/catalog.ts';
import { fateOfCredit, fateOfRecord } from '../../lib/platform/compare-facts.ts';
import { Registrar } from '../../lib/platform/register-works.ts';
import { namedFiles } from '../../lib/platform/works-offer.ts';
import type { WorkFacts } from '../../lib/model/work.ts';
import { reportFor, sampleRecord } from '../verdict/sample-reports.ts';

const REPORT = reportFor(null, 'nothing-found');
const HUGE = { width: 20_000, height: 20_000 };

/** Registers files whose bytes are their names; `bad` ones cannot be shown, and storage takes so many works. */
function stage(room = Infinity) {
  const stored: NewWork[] = [];
  const described: object[] = [];
  let limit = room;
  let ids = 0;
  let whenIdle = (): void => undefined;
  const registrar: Registrar = new Registrar({
    catalog: {
      async add(works) {
        if (stored.length + works.length > limit) throw new DOMException('full', 'QuotaExceededError');
        stored.push(...works);
        return works.map(({ work }) => work.id);
      },
      work: async (id) => stored.find(({ work }) => work.id === id)?.work ?? null,
      async describe(id, words) {
        described.push({ id, ...words });
      },
      workOfFile: async (sha256) => stored.find(({ work }) => work.sha256 === sha256)?.work.id ?? null,
    },
    look: async (file) => ({ ...REPORT, pixels: file.name.startsWith('huge') ? HUGE : null }),
    async measure(file) {
      const name = await file.text();
      if (name.startsWith('bad')) return { kind: 'failed', why: 'no-picture' };
      const pictures = { shown: new Uint8Array(1), shownType: 'image/webp', luma: new Uint8Array(1) };
      const facts = { width: 9, height: 9, iscc: null, isWholeOnly: false, fingerprint: new Uint8Array(4), pictures };
      return { kind: 'measured', sha256: name, ...facts };
    },
    newId: () => `id-${(ids += 1)}`,
    now: () => Date.UTC(2026, 0, 1),
    onChange: () => registrar.progress.state !== 'running' && whenIdle(),
  });
  const files = (names: readonly string[]) => names.map((name) => ({ file: new File([name], name), name }));
  const settled = () => new Promise<void>((resolve) => (whenIdle = resolve));
  return {
    stored,
    described,
    registrar,
    makeRoom: () => void (limit = Infinity),
    settled,
    async add(names: readonly string[]) {
      const done = settled();
      registrar.add(files(names));
      await done;
    },
  };
}

const names = (count: number) => Array.from({ length: count }, (_, at) => `folder/picture_${at}-a.jpg`);

describe('registration', () => {
  it('makes works of pictures, names what was left out, and goes on past it', async () => {
    const { add, registrar, stored } = stage();
    await add(['one.jpg', 'bad.txt', ...names(40)]);
    expect(stored).toHaveLength(41);
    expect(registrar.progress).toMatchObject({ state: 'done', total: 42, done: 42, added: 41, leftOutCount: 1 });
    expect(registrar.progress.leftOut).toEqual([{ name: 'bad.txt', why: 'no-picture' }]);
    expect(stored[1]?.work.title).toBe('picture 0 a');
  });

  it('decodes nothing that would take gigabytes of memory', async () => {
    const { add, registrar, stored } = stage();
    await add(['one.jpg', 'huge.png']);
    expect(registrar.progress.leftOut).toEqual([{ name: 'huge.png', why: 'too-large' }]);
    expect(stored).toHaveLength(1);
  });

  it('takes a file once, also when it is brought again', async () => {
    const { add, registrar, stored } = stage();
    await add(['one.jpg']);
    await add(['one.jpg', 'two.jpg']);
    expect(stored.map(({ work }) => work.sha256)).toEqual(['one.jpg', 'two.jpg']);
    expect(registrar.progress).toMatchObject({ known: 1, added: 1 });
  });

  it('loses nothing when storage is full in between, and goes on when there is room', async () => {
    const { add, registrar, stored, makeRoom, settled } = stage(20);
    await add(names(50));
    expect(registrar.progress.state).toBe('full');
    expect(stored.length).toBeLessThanOrEqual(20);
    makeRoom();
    const done = settled();
    registrar.resume();
    await done;
    expect(registrar.progress).toMatchObject({ state: 'done', done: 50, added: 50 });
    expect(new Set(stored.map(({ work }) => work.sha256)).size).toBe(50);
  });
});

describe('what became of a record and of credit', () => {
  const facts: WorkFacts = { signer: 'Ada', hasRecord: true, creator: 'Ada', credit: null, copyright: '© Ada' };
  const rights = { ...REPORT.rights, creator: 'Ada', copyright: '© Ada' };
  const signed = { ...reportFor(null, 'signed-trusted'), record: sampleRecord({ signer: 'Ada' }), rights };

  it('is kept, changed, gone, or unknown, and none where there was none', () => {
    expect(fateOfRecord(facts, signed)).toBe('kept');
    expect(fateOfRecord(facts, { ...signed, basis: 'changed-since-signing' })).toBe('changed');
    expect(fateOfRecord({ ...facts, signer: 'Eve' }, signed)).toBe('changed');
    expect(fateOfRecord(facts, REPORT)).toBe('gone');
    expect(fateOfRecord(facts, { ...REPORT, basis: 'could-not-check' })).toBe('unknown');
    expect(fateOfRecord({ ...facts, hasRecord: false }, REPORT)).toBe('none');
    expect(fateOfCredit(facts, signed)).toBe('kept');
    expect(fateOfCredit(facts, { ...signed, rights: { ...rights, copyright: '© Eve' } })).toBe('changed');
    expect(fateOfCredit(facts, REPORT)).toBe('gone');
    expect(fateOfCredit({ ...facts, creator: null, copyright: null }, REPORT)).toBe('none');
  });
});

describe('works from elsewhere', () => {
  it('are read when their turn comes, and a failure costs itself', async () => {
    const { registrar, stored, settled } = stage();
    const done = settled();
    registrar.add([
      { file: null, name: 'https://a.example/x', read: async () => new File(['one'], 'harbor_light.jpg') },
      { file: null, name: 'https://a.example/y', read: async () => 'blocked' },
    ]);
    await done;
    expect(stored.map(({ work }) => work.title)).toEqual(['harbor light']);
    expect(registrar.progress.leftOut).toEqual([{ name: 'https://a.example/y', why: 'blocked' }]);
  });

  it('have the words of a list, which also adds them to works that are there', async () => {
    const { registrar, stored, described, settled, add } = stage();
    await add(['one']);
    const done = settled();
    registrar.add([
      { file: new File(['one'], 'one'), name: 'one', words: { creator: 'Ana' } },
      { file: new File(['two'], 'two'), name: 'two', words: { title: 'Dune', notes: 'n' } },
    ]);
    await done;
    expect(stored.at(-1)?.work).toMatchObject({ title: 'Dune', creator: '', notes: 'n' });
    expect(described).toMatchObject([{ id: 'id-1', title: 'one', creator: 'Ana' }]);
  });

  it('are found in a folder by path or name, however they are written', () => {
    const inFolder = (path: string) => Object.assign(new File([], path.split('/').at(-1) ?? ''), { path });
    const files = ['2024/A.jpg', 'b\u0301.png'].map((path) => {
      const file = inFolder(path);
      Object.defineProperty(file, 'webkitRelativePath', { value: `works/${path}` });
      return file;
    });
    const listed = ['2024\\a.JPG', 'B\u0301.png', 'c.png'].map((place) => ({ place, isAddress: false, words: {} }));
    expect(namedFiles(listed, files).map(({ file }) => file?.name ?? null)).toEqual(['A.jpg', 'b\u0301.png', null]);
  });
});
