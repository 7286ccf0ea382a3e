import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectFiles } from '../../lib/platform/collect-files.ts';

/** A folder as an object of its entries, a file as its text; `null` cannot be opened. */
interface Tree {
  readonly [name: string]: Tree | string | null;
}

function entryOf(name: string, content: Tree | string | null, parent = ''): FileSystemEntry {
  const fullPath = `${parent}/${name}`;
  if (content === null || typeof content === 'string') {
    const file = (resolve: (file: File) => void, reject: () => void): void =>
      content === null ? reject() : resolve(new File([content], name));
    return { name, fullPath, isFile: true, isDirectory: false, file } as unknown as FileSystemEntry;
  }
  const entries = Object.entries(content).map(([each, inside]) => entryOf(each, inside, fullPath));
  const createReader = () => {
    const left = [...entries];
    // In pieces, as browsers do.
    return { readEntries: (resolve: (piece: FileSystemEntry[]) => void) => resolve(left.splice(0, 2)) };
  };
  return { name, fullPath, isFile: false, isDirectory: true, createReader } as unknown as FileSystemEntry;
}

const collect = async (tree: Tree, limit = 100) => {
  const roots = Object.entries(tree).map(([name, content]) => entryOf(name, content));
  const { brought, leftOut } = await collectFiles(roots, limit);
  return { names: brought.map(({ name, file }) => (file === null ? `${name} closed` : name)), leftOut };
};

describe('dropped folders', () => {
  it('are walked in order, and their files named with them', async () => {
    const tree = { a: { p: 'x', b: { q: 'x' }, r: 'x', s: 'x' }, t: 'x' };
    expect(await collect(tree)).toEqual({ names: ['a/p', 'a/b/q', 'a/r', 'a/s', 't'], leftOut: 0 });
  });

  it('tell of a file and of a folder that cannot be opened', async () => {
    expect((await collect({ a: { '1': null } })).names).toEqual(['a/1 closed']);
    const closed = {
      ...entryOf('b', {}),
      createReader: () => ({ readEntries: (_: unknown, reject: () => void) => reject() }),
    };
    const { brought } = await collectFiles([closed as unknown as FileSystemEntry], 10);
    expect(brought).toEqual([{ file: null, name: 'b' }]);
  });

  it('are left where they are too many or too deep, and that is told', async () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`f${index}`, 'x']));
    const { names, leftOut } = await collect({ many }, 10);
    expect(names).toHaveLength(10);
    expect(leftOut).toBeGreaterThan(0);
    let deep: Tree = { bottom: 'x' };
    for (let depth = 0; depth < 500; depth += 1) deep = { d: deep };
    expect(await collect(deep)).toEqual({ names: [], leftOut: 1 });
  });

  it('never give more than asked for, and lose none without saying so', async () => {
    const { tree } = fc.letrec<{ tree: Tree; entry: Tree | string | null }>((tie) => ({
      entry: fc.oneof({ depthSize: 'small' }, fc.constantFrom('x', null), tie('tree')),
      tree: fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), tie('entry'), { maxKeys: 5 }),
    }));
    const count = (content: Tree | string | null): number =>
      content === null || typeof content === 'string'
        ? 1
        : Object.values(content).reduce<number>((sum, each) => sum + count(each), 0);
    await fc.assert(
      fc.asyncProperty(tree, fc.nat({ max: 12 }), async (given, limit) => {
        const { names, leftOut } = await collect(given, limit);
        expect(names.length).toBeLessThanOrEqual(limit);
        if (leftOut === 0) expect(names).toHaveLength(count(given));
      }),
    );
  });
});
