import { writeFile } from 'node:fs/promises';
import { compileWat } from './compile-wat.ts';

/** Compiles the inner loops that are written in WebAssembly's text format. Run by hand when one changes; committed. */
for (const name of ['recognition/regional/extrema', 'recognition/regional/gaussian-blur']) {
  const wat = new URL(`../lib/${name}.wat`, import.meta.url);
  await writeFile(new URL(`../lib/${name}.json`, import.meta.url), await compileWat(wat));
}
