import type { SearchEngine } from '../model/search-engine.ts';
import { engineTemplate } from './engine-template.ts';

/** The engines that are offered from the start, in that order; by their public addresses for a picture elsewhere. */
export const KNOWN_ENGINES: readonly SearchEngine[] = [
  { name: 'Google Lens', template: 'https://lens.google.com/uploadbyurl?url={url}', isOn: true },
  { name: 'TinEye', template: 'https://tineye.com/search?url={url}', isOn: true },
  {
    name: 'Bing Visual Search',
    template: 'https://www.bing.com/images/search?view=detailv2&iss=sbi&q=imgurl:{url}',
    isOn: true,
  },
  { name: 'Yandex', template: 'https://yandex.com/images/search?rpt=imageview&url={url}', isOn: true },
];

/** More than anyone asks by hand. */
const MAX_ENGINES = 20;
const MAX_NAME_LENGTH = 80;

/**
 * Engines with an address that may be opened, each once and in the order given; a name that is none is the host's. Known
 * ones that are missing stand at the end, switched off.
 */
export function distinctEngines(stored: readonly unknown[]): readonly SearchEngine[] {
  const found = new Map<string, SearchEngine>();
  for (const entry of stored.slice(0, MAX_ENGINES)) {
    const { name, template: typed, isOn } = (entry ?? {}) as { readonly [Key in keyof SearchEngine]?: unknown };
    const template = typeof typed === 'string' ? engineTemplate(typed) : null;
    if (template === null || found.has(template)) continue;
    const given = typeof name === 'string' ? name.trim().slice(0, MAX_NAME_LENGTH) : '';
    found.set(template, { name: given === '' ? new URL(template).host : given, template, isOn: isOn === true });
  }
  for (const known of KNOWN_ENGINES)
    if (!found.has(known.template)) found.set(known.template, { ...known, isOn: false });
  return [...found.values()];
}

/** One that Whence offers by itself: it can be switched off, and not removed. */
export function isKnownEngine({ template }: SearchEngine): boolean {
  return KNOWN_ENGINES.some((known) => known.template === template);
}
