import { writeFile } from 'node:fs/promises';
import { compileWat } from './compile-wat.ts';

/** Compiles the inner loops that are written in WebAssembly's text format. Run by hand when one changes; committed. */
const ROOM = 'recognition/regional';
for (const name of ['extrema', 'gaussian-blur', 'least-squares']) {
  const wat = new URL(`../lib/${ROOM}/${name}.wat`, import.meta.url);
  await writeFile(new URL(`../lib/${ROOM}/${name}.json`, import.meta.url), await compileWat(wat));
}
