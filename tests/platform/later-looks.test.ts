import { expect, it } from 'vitest';
import { LaterLooks, type Shown } from '../../lib/platform/later-looks.ts';

function queue({ pauses = false, most = 9 } = {}) {
  const steps: string[] = [];
  const later: LaterLooks = new LaterLooks({
    quietMs: 300,
    pauses,
    most,
    rest: async () => {
      steps.push('rest');
      await new Promise((resolve) => setImmediate(resolve));
    },
    look: async ({ request }) => {
      steps.push(`look ${request.item}`);
      if (request.item === 3) throw new Error('gone');
      if (request.item === 4) later.clear();
    },
  });
  const add = (...items: readonly number[]) => items.forEach((item) => later.add(shown(item)));
  const settled = async () => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    return steps;
  };
  return { later, add, settled };
}

function shown(item: number): Shown {
  return { request: { item } } as Shown;
}

it('looks once it is quiet, the last that came first, whatever becomes of the others', async () => {
  const { add, settled } = queue();
  add(1, 2, 3);
  expect(await settled()).toEqual(['rest', 'look 3', 'look 2', 'look 1']);
  add(5);
  expect((await settled()).slice(4)).toEqual(['rest', 'look 5']);
});

it('rests before each where it is to', async () => {
  const { add, settled } = queue({ pauses: true });
  add(1, 2);
  expect(await settled()).toEqual(['rest', 'look 2', 'rest', 'look 1']);
});

it('lets go of those that came first, and of all when told to', async () => {
  const { add, settled } = queue({ most: 2 });
  add(1, 2, 4);
  expect(await settled()).toEqual(['rest', 'look 4']);
});

it('waits while a first look goes on, and takes its answer or its failure', async () => {
  const { later, add, settled } = queue();
  let answer: (text: string) => void = () => undefined;
  const first = later.after(() => new Promise<string>((resolve) => (answer = resolve)));
  add(1);
  expect(await settled()).not.toContain('look 1');
  answer('seen');
  expect(await first).toBe('seen');
  expect((await settled()).at(-1)).toBe('look 1');
  await expect(later.after(() => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  add(2);
  expect((await settled()).at(-1)).toBe('look 2');
});
