import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

it('locks the optional packages of every platform, without which npm refuses a clean install', async () => {
  const lock = JSON.parse(await readFile(new URL('../package-lock.json', import.meta.url), 'utf8'));
  const present = new Set(Object.keys(lock.packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)));
  const named = Object.values<{ optionalDependencies?: object }>(lock.packages).flatMap((entry) =>
    Object.keys(entry.optionalDependencies ?? {}),
  );
  const missing = named.filter((name) => !present.has(name));
  expect(missing, 'Run `npm run lock` after changing a dependency.').toEqual([]);
});
