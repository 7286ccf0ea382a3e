import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { ROOT } from '../../scripts/tools.ts';
import { figure, type Figure, type Target } from './figure.ts';

const DECLARED: Target = { atMost: 20, unit: 'kB', others: '16.7 / 135.6, and 38.5 / 416 loaded besides' };

/**
 * What each page pays in script: the content script as declared, and everything of the extension's that the page
 * then really held (`loaded`, characters; `null` where the browser did not tell).
 */
export function scriptFigures(browser: string, extension: string, loaded: readonly number[]): readonly Figure[] {
  const store = join(ROOT, '.output', `${browser === 'chromium' ? 'chrome' : 'firefox'}-mv3`);
  const folder = existsSync(join(store, 'content-scripts')) ? store : extension;
  const file = join(folder, 'content-scripts', 'page.js');
  const size = statSync(file).size;
  return [
    figure({
      name: 'content script, declared',
      in: browser,
      of: folder === store ? 'store build' : 'end-to-end build',
      unit: 'kB',
      runs: [size / 1000],
      target: DECLARED,
    }),
    figure({
      name: 'content script, compressed',
      in: browser,
      of: 'brotli',
      unit: 'kB',
      runs: [brotliCompressSync(readFileSync(file)).length / 1000],
    }),
    figure({
      name: 'script loaded into a page that has badges',
      in: browser,
      of: 'end-to-end build',
      unit: 'kB',
      runs: loaded.map((length) => length / 1000),
      comparedWith: { what: 'content script, declared', value: size / 1000 },
    }),
  ];
}
