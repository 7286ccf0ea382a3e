import { expect, it } from 'vitest';
import { sizesBefore } from '../../lib/watermarks/dwt-dct-sizes.ts';

const namesOf = (width: number, height: number): readonly string[] =>
  sizesBefore(width, height).map((size) => size.join('×'));

it.each([
  ['a square', 1000, 1000, '1024×1024'],
  ['a thumbnail', 512, 512, '1024×1024'],
  ['a wide picture of SDXL', 1200, 686, '1344×768'],
  ['a tall one', 686, 1200, '768×1344'],
  ['one of FLUX', 1200, 678, '1360×768'],
  ['one cut to whole pixels', 729, 499, '1216×832'],
])('%s of %i×%i may have been %s×%s', (_, width, height, size) => {
  expect(namesOf(width, height)).toContain(size);
});

it('tries the least scaled first, and never the size it has', () => {
  expect(namesOf(1000, 1000).slice(0, 3)).toEqual(['1024×1024', '960×960', '1088×1088']);
  expect(namesOf(1024, 1024)).not.toContain('1024×1024');
});

it('has nothing for shapes no generator makes', () => {
  expect(namesOf(5000, 300)).toEqual([]);
  expect(namesOf(4000, 4000)).toEqual([]);
  expect(namesOf(1, 65536)).toEqual([]);
});
