import { jsonLdNodes, jsonLdTexts } from './json-ld-nodes.ts';

const MEDIA = /(?:Image|Video|Audio|Media)Object$|^Photograph$/;
const MAX_FOUND = 8;

/**
 * The objects of a page's JSON-LD (schema.org) that are about one medium: only those that name this very address.
 * @param address of the medium
 */
export function structuredMedia(jsonLd: readonly string[], address: string): readonly object[] {
  const found: object[] = [];
  for (const node of jsonLd.flatMap((text) => [...jsonLdNodes(text)])) {
    if (found.length === MAX_FOUND) break;
    if (!jsonLdTexts(node, '@type').some((type) => MEDIA.test(type))) continue;
    const addresses = [...jsonLdTexts(node, 'contentUrl'), ...jsonLdTexts(node, 'url')];
    if (addresses.includes(address)) found.push(node);
  }
  return found;
}

/** Names under a property: a person or an organization is a text or an object with a name. */
export function jsonLdNames(node: object, property: string): readonly string[] {
  const value: unknown = Reflect.get(node, property);
  const values: readonly unknown[] = Array.isArray(value) ? value.slice(0, MAX_FOUND) : [value];
  const named = values.filter((each): each is object => typeof each === 'object' && each !== null);
  return [...jsonLdTexts(node, property), ...named.flatMap((each) => jsonLdTexts(each, 'name'))];
}
