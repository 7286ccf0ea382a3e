/** Nodes of a JSON-LD document looked at. */
const MAX_NODES = 5000;
const MAX_DEPTH = 16;
/** Longest script read, in characters. */
const MAX_LENGTH = 512 * 1024;
const MAX_FOUND = 16;

/**
 * Addresses of pictures a page's JSON-LD names (schema.org): `contentUrl` first, then `image`. Never `thumbnailUrl`,
 * which is smaller by definition. Empty when the text is not JSON.
 */
export function structuredPictures(jsonLd: string): readonly string[] {
  if (jsonLd.length > MAX_LENGTH) return [];
  let root: unknown;
  try {
    root = JSON.parse(jsonLd);
  } catch {
    return [];
  }
  const content: string[] = [];
  const images: string[] = [];
  const open: { readonly node: unknown; readonly depth: number }[] = [{ node: root, depth: 0 }];
  for (let count = 0; count < MAX_NODES; count += 1) {
    const next = open.shift();
    if (next === undefined) break;
    const { node, depth } = next;
    if (typeof node !== 'object' || node === null || depth > MAX_DEPTH) continue;
    if (Array.isArray(node)) {
      for (const child of node.slice(0, MAX_NODES)) open.push({ node: child, depth: depth + 1 });
      continue;
    }
    content.push(...texts(Reflect.get(node, 'contentUrl')));
    images.push(...texts(Reflect.get(node, 'image')));
    if (texts(Reflect.get(node, '@type')).some((type) => type.endsWith('ImageObject')))
      images.push(...texts(Reflect.get(node, 'url')));
    for (const child of Object.values(node).slice(0, MAX_NODES)) open.push({ node: child, depth: depth + 1 });
  }
  return [...new Set([...content, ...images])].slice(0, MAX_FOUND);
}

function texts(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value.slice(0, MAX_FOUND) : [value];
  return values.filter((text) => typeof text === 'string').filter((text) => text !== '');
}
