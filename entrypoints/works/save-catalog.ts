import { writeCatalog } from '../../lib/catalog/catalog-file.ts';
import type { Catalog } from '../../lib/catalog/catalog.ts';
import type { Sightings } from '../../lib/catalog/sightings.ts';
import { saveBlob, saveFile } from '../../lib/platform/save-file.ts';
import { isccCsv, isccJson } from '../../lib/table/iscc-list.ts';

const LINES_A_PART = 256;
/** As many works as a catalog holds. */
const MAX_LISTED = 1_000_000;

/** Hands the whole catalog to the browser as a download. */
export async function saveCatalog(catalog: Catalog, sightings: Sightings): Promise<void> {
  // The browser keeps parts on its disk; all lines of 100,000 works would not fit in memory.
  const parts: Blob[] = [];
  const lines: string[] = [];
  for await (const line of writeCatalog(catalog, sightings))
    if (lines.push(line) >= LINES_A_PART) parts.push(new Blob(lines.splice(0)));
  const all = new Blob([...parts, ...lines], { type: 'application/x-ndjson' });
  saveBlob(all, (href) => download(href, 'whence-works.jsonl'));
}

/** The same for the ISCC codes of all works, without the person's notes. */
export async function saveIsccList(catalog: Catalog, form: 'csv' | 'json'): Promise<void> {
  const all = await catalog.works(0, MAX_LISTED);
  const [text, type] = form === 'csv' ? [isccCsv(all), 'text/csv;charset=utf-8'] : [isccJson(all), 'application/json'];
  saveFile(text, type, (href) => download(href, `whence-iscc.${form}`));
}

function download(href: string, name: string): void {
  Object.assign(document.createElement('a'), { href, download: name }).click();
}
