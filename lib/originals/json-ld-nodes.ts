/** Nodes of a JSON-LD document looked at. */
const MAX_NODES = 5000;
const MAX_DEPTH = 16;
/** Longest script read, in characters. */
const MAX_LENGTH = 512 * 1024;
/** Values of one property. */
const MAX_VALUES = 16;

/** The objects of a JSON-LD text, outermost first and up to a cap; none when the text is not JSON. */
export function* jsonLdNodes(jsonLd: string): Generator<object> {
  if (jsonLd.length > MAX_LENGTH) return;
  let root: unknown;
  try {
    root = JSON.parse(jsonLd);
  } catch {
    return;
  }
  const open: { readonly node: unknown; readonly depth: number }[] = [{ node: root, depth: 0 }];
  for (let count = 0; count < MAX_NODES; count += 1) {
    const next = open.shift();
    if (next === undefined) return;
    const { node, depth } = next;
    if (typeof node !== 'object' || node === null || depth > MAX_DEPTH) continue;
    if (!Array.isArray(node)) yield node;
    for (const child of Object.values(node).slice(0, MAX_NODES)) open.push({ node: child, depth: depth + 1 });
  }
}

/** The texts under a property, one or several; empty ones are left out. */
export function jsonLdTexts(node: object, property: string): readonly string[] {
  const value: unknown = Reflect.get(node, property);
  const values: readonly unknown[] = Array.isArray(value) ? value.slice(0, MAX_VALUES) : [value];
  return values.filter((text) => typeof text === 'string').filter((text) => text !== '');
}
