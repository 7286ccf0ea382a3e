/**
 * The plain entities of a document type's internal subset: Illustrator keeps its namespaces in them.
 * Only short values without markup and without references, so that nothing nests and no element can hide.
 * `null`: writing them all out might take more than `MOST_EXPANDED` characters.
 */
export function declaredEntities(text: string): ReadonlyMap<string, string> | null {
  const entities = new Map<string, string>();
  const subset = INTERNAL_SUBSET.exec(text.slice(0, LONGEST_PROLOG))?.[1] ?? '';
  for (const [, name, , value] of subset.matchAll(PLAIN_ENTITY)) {
    if (name !== undefined && value !== undefined && !entities.has(name)) entities.set(name, value);
  }
  const references = entities.size === 0 ? 0 : text.split('&', MOST_EXPANDED / LONGEST_VALUE + 1).length;
  return references * LONGEST_VALUE > MOST_EXPANDED ? null : entities;
}

const LONGEST_VALUE = 128;
const MOST_EXPANDED = 16 * 1024 * 1024;
const LONGEST_PROLOG = 16 * 1024;
const INTERNAL_SUBSET = /<!DOCTYPE\s[^<>[\]]*\[([^\]]*)\]/;
const PLAIN_ENTITY = /<!ENTITY\s+([A-Za-z_][\w.-]{0,63})\s+(["'])([^<&%"']{0,128})\2\s*>/g;
