import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { ExtensionTab } from '../../scripts/browsers/browser.ts';

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** WCAG 2.2 AA as far as axe can tell. */
export async function expectAccessible(page: ExtensionTab): Promise<void> {
  const faults = await page.evaluate<readonly string[]>(`(async () => {
    const module = { exports: {} };
    (function (module, exports) { ${AXE} })(module, module.exports);
    const { violations } = await (globalThis.axe ?? module.exports).run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html));
  })()`);
  expect(faults).toEqual([]);
}
